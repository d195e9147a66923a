package dev.plumbline.evaluator.scoring.contract;

import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.scoring.FormRule;
import dev.plumbline.evaluator.scoring.Inputs;
import dev.plumbline.evaluator.scoring.Label;
import dev.plumbline.evaluator.scoring.ScoringInput.Form;
import dev.plumbline.evaluator.scoring.ScoringInput.OutputContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class FormContractTest {
    private static final SchemaRule ORDER = SchemaRule.of("""
            {"type": "object", "required": ["order"], "additionalProperties": false,
             "properties": {"order": {"type": "string", "pattern": "^[A-Z]{2}[0-9]+$"}, "count": {"type": "integer"}}}
            """);

    @Test
    void withoutAnAgreementOrAnAnswer_itAbstains() {
        assertThat(score(null, "text").label()).isEqualTo(Label.ABSTAIN);
        assertThat(score(ORDER, " \n").label()).isEqualTo(Label.ABSTAIN);
    }

    @Test
    void schema_isHeldByTheWholeAnswer() {
        assertThat(score(ORDER, "{\"order\": \"AB12\", \"count\": 3}"))
                .isEqualTo(Finding.pass(1, "as the x of this feature asks"));
        assertThat(score(ORDER, "Here: {\"order\": \"AB12\"}").explanation()).isEqualTo("the answer is no JSON");
        assertThat(score(ORDER, "{\"order\": \"AB12\"} done").label()).isEqualTo(Label.FAIL);
    }

    @Test
    void aBrokenSchema_isToldByItsOwnPath_withoutQuotingTheAnswer() {
        Finding finding = score(ORDER, "{\"order\": \"secret words\", \"secret key\": 1}");

        assertThat(finding.label()).isEqualTo(Label.FAIL);
        assertThat(finding.explanation())
                .doesNotContain("secret")
                .startsWith("breaks the schema at ")
                .contains("/")
                .endsWith("and 1 more");
        assertThat(score(ORDER, "{\"order\": \"AB12\", \"secret key\": 1}").explanation())
                .doesNotContain("secret")
                .contains("additionalProperties");
    }

    @Test
    void pattern_occurs_orIsBound() {
        assertThat(score(PatternRule.of("ticket [0-9]+"), "Your ticket 12 is open.")
                        .label())
                .isEqualTo(Label.PASS);
        assertThat(score(PatternRule.of("^ticket [0-9]+$"), "Your ticket 12 is open.")
                        .label())
                .isEqualTo(Label.FAIL);
        assertThat(score(PatternRule.of("^ticket [0-9]+$"), "ticket 12\n").label())
                .isEqualTo(Label.PASS);
    }

    @Test
    void aPatternThatBacktracksElsewhere_ends() {
        assertThat(score(PatternRule.of("^(a+)+$"), "a".repeat(50_000) + "!").label())
                .isEqualTo(Label.FAIL);
    }

    @Test
    void eachMark_isSeen() {
        assertThat(Mark.in("## Head")).containsExactly(Mark.HEADINGS);
        assertThat(Mark.in("1. one\n2. two")).containsExactly(Mark.LISTS);
        assertThat(Mark.in("this is **bold** text")).containsExactly(Mark.EMPHASIS);
        assertThat(Mark.in("this is _so_ text")).containsExactly(Mark.EMPHASIS);
        assertThat(Mark.in("run `ls` now")).containsExactly(Mark.CODE);
        assertThat(Mark.in("```java\nList<b> x; // **no**\n```")).containsExactly(Mark.CODE);
        assertThat(Mark.in("see [here](https://example.com/a)")).containsExactly(Mark.LINKS);
        assertThat(Mark.in("![a chart](chart.png)")).containsExactly(Mark.IMAGES);
        assertThat(Mark.in("| a | b |\n|---|:--:|\n| 1 | 2 |")).containsExactly(Mark.TABLES);
        assertThat(Mark.in("> said before")).containsExactly(Mark.QUOTES);
        assertThat(Mark.in("a<br/>b <a href=\"x\">c</a>")).containsExactly(Mark.HTML);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2 * 3 * 4 = 24 and 2*3*4 too",
                "snake_case_name and other_name_here",
                "#hashtag, 3 < 4 > 2, List<String>",
                "https://example.com/a_b_c is the address",
                "From 1.5 to 2.5 - that is all. -5 degrees",
                "a | b --- c"
            })
    void plainText_hasNoMark(String text) {
        assertThat(Mark.in(text)).isEmpty();
    }

    @Test
    void markup_thatIsNotAllowed_isNamed() {
        assertThat(MarkupRule.of(List.of("none")).fault("**a** and `b`"))
                .contains("markup that is not agreed: emphasis, code");
        assertThat(MarkupRule.of(Set.of("emphasis", "CODE")).fault("**a** and `b`"))
                .isEmpty();
    }

    @Test
    void markup_isReadInTimeThatGrowsWithTheText() {
        assertThat(Mark.in("*a".repeat(20_000) + "[".repeat(20_000) + "<a ".repeat(20_000) + "_".repeat(20_000)))
                .isEmpty();
    }

    private static Finding score(@Nullable FormRule rule, String answer) {
        return new FormContract(Form::schema, "x")
                .score(Inputs.of("", answer, new OutputContract(null, null, false, new Form(rule, null, null))));
    }
}
