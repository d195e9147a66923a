package dev.plumbline.evaluator.rubrics;

import dev.plumbline.contracts.query.BadParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RubricFileTest {
    static final String REFUNDS = """
            name: refunds
            question: Does the answer keep to the refund policy?
            features: [support-assistant]
            criteria:
              - id: period
                text: No refund is promised after 30 days.
                good: "You can return it until the 30th day."
                bad: "We refund you at any time."
              - id: form
                text: The form is named.
            """;

    @Test
    void yaml_isARubric_withItsAnchorsInTheJudgesWords() {
        RubricFile file = RubricFile.read(REFUNDS);

        Rubric rubric = file.rubric(3);

        assertThat(rubric.criteria()).containsExactly("period", "form", "cannot_tell");
        assertThat(rubric.verdicts()).containsExactly("pass", "fail", "abstain");
        assertThat(rubric.scorer("m")).isEqualTo("judge:m/3");
        assertThat(rubric.text())
                .contains("You decide: Does the answer keep to the refund policy?")
                .contains("- period: No refund is promised after 30 days.\n    meets it: You can return it")
                .contains("    breaks it: We refund you at any time.");
        assertThat(file.isFor("support-assistant")).isTrue();
        assertThat(file.isFor("search")).isFalse();
    }

    @Test
    void grades_haveTheirThresholdAndTheirValue() {
        Rubric rubric =
                RubricFile.read(REFUNDS + "scale: {grades: 5, pass-from: 4}\n").rubric(1);

        assertThat(rubric.verdicts()).containsExactly("1", "2", "3", "4", "5", "abstain");
        assertThat(rubric.passes("4")).isTrue();
        assertThat(rubric.passes("3")).isFalse();
        assertThat(rubric.value("1")).isZero();
        assertThat(rubric.value("4")).isEqualTo(0.75);
        assertThat(rubric.text()).contains("from \"4\" on the answer is good enough");
    }

    @Test
    void session_isJudgedAsAWhole() {
        Rubric rubric = RubricFile.read(REFUNDS + "target: session\n").rubric(1);

        assertThat(rubric.target()).isEqualTo(Rubric.Target.SESSION);
        assertThat(rubric.text())
                .contains("one whole conversation", "from the conversation.")
                .doesNotContain("one answer", "the passages");
    }

    @Test
    void expression_standsAlone() {
        String written = "name: short\nquestion: Is it short?\nexpression: size(answer) < 300\n";

        assertThat(RubricFile.read(written).expression()).contains("size(answer) < 300");
        for (String other : List.of(
                "target: session", "scale: {grades: 5, pass-from: 4}", "repeats: 2", "criteria: [{id: a, text: b}]")) {
            assertThatThrownBy(() -> RubricFile.read(written + other + "\n"))
                    .isInstanceOfSatisfying(
                            BadParameterException.class, e -> assertThat(other).startsWith(e.parameter() + ":"));
        }
        assertThatThrownBy(() -> RubricFile.read(written.replace("answer", "reply")))
                .isInstanceOfSatisfying(
                        BadParameterException.class,
                        e -> assertThat(e.parameter()).isEqualTo("expression"));
    }

    @Test
    void json_isYamlToo() {
        assertThat(RubricFile.read(
                                "{\"name\": \"a\", \"question\": \"q?\", \"criteria\": [{\"id\": \"c\", \"text\": \"t\"}]}")
                        .criteria())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: refunds|name: Refunds!|name",
                "question:|frage:|frage",
                "id: form|id: period|criteria.[1].id",
                "id: form|id: cannot_tell|criteria.[1].id",
                "text: The form is named.|good: x|criteria.[1].text",
                "features: [support-assistant]|target: thread|target",
                "features: [support-assistant]|scale: {grades: 5, pass-from: 6}|scale.pass-from",
                "features: [support-assistant]|scale: {grades: 1, pass-from: 1}|scale.grades",
                "features: [support-assistant]|features: {a: b}|features",
                "features: [support-assistant]|repeats: 0|repeats",
                "features: [support-assistant]|repeats: 16|repeats",
                "features: [support-assistant]|judges: [a b]|judges",
                "features: [support-assistant]|costs: {missed: 0, false-alarm: 1}|costs.missed",
                "features: [support-assistant]|costs: {missed: 2}|costs.false-alarm",
                "features: [support-assistant]|costs: {missed: 2, false-alarm: 1, other: 1}|costs.other",
            })
    void whatIsWrong_isRefusedByItsField(String right, String wrong, String field) {
        assertThatThrownBy(() -> RubricFile.read(REFUNDS.replace(right, wrong)))
                .isInstanceOfSatisfying(
                        BadParameterException.class,
                        e -> assertThat(e.parameter()).isEqualTo(field));
    }

    @Test
    void noYaml_andNothing_areRefused() {
        assertThatThrownBy(() -> RubricFile.read("name: [")).isInstanceOf(BadParameterException.class);
        assertThatThrownBy(() -> RubricFile.read("")).isInstanceOf(BadParameterException.class);
    }

    @Test
    void whoJudges_whatIsJudged_andWhatMistakesCost() {
        RubricFile file = RubricFile.read(REFUNDS.replace(
                "features: [support-assistant]",
                "target: retrieval\nrepeats: 3\njudges: [small, vendor/large]\ncosts: {missed: 10, false-alarm: 0.5}"));

        assertThat(file.rubric(2).panel()).isEqualTo(new Rubric.Panel(List.of("small", "vendor/large"), 3));
        assertThat(file.rubric(2).scorer("m")).isEqualTo("judge:small+vendor/large*3/2");
        assertThat(file.rubric(2).target()).isEqualTo(Rubric.Target.RETRIEVAL);
        assertThat(file.rubric(2).text()).contains("before it answered").doesNotContain("the whole answer");
        assertThat(file.costs()).contains(new RubricFile.Costs(10, 0.5));

        RubricFile usual = RubricFile.read(REFUNDS);
        assertThat(usual.rubric(2).panel()).isEqualTo(Rubric.Panel.ONE);
        assertThat(usual.rubric(2).scorer("m")).isEqualTo("judge:m/2");
        assertThat(usual.costs()).isEmpty();
    }
}
