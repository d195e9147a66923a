package dev.plumbline.evaluator.judge;

import dev.plumbline.evaluator.judge.VerdictReader.UnusableException;
import dev.plumbline.evaluator.rubrics.Rubric;
import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.scoring.Inputs;
import dev.plumbline.evaluator.scoring.Label;
import dev.plumbline.evaluator.scoring.ScoringInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class VerdictReaderTest {
    private final ScoringInput input = Inputs.grounded(
            "How much is a day ticket?",
            "A day ticket costs\n  “17 dollars” – children pay half.",
            "The day ticket costs 17 dollars.");

    @Test
    void verdictWithEvidence_isAFinding_thatSaysWhereAndQuotesNothing() throws UnusableException {
        Finding finding = read("{\"reasoning\": \"They said 17 dollars\", \"verdict\": \"fail\", \"criterion\": "
                + "\"complete\", \"evidence\": [\"day ticket costs \\\"17 dollars\\\"\", \"How much is a day\"]}");

        assertThat(finding).isEqualTo(Finding.fail(0, "broken: complete; evidence: answer 2-33, question 0-17"));
        assertThat(input.answer().text().substring(2, 33)).isEqualTo("day ticket costs\n  “17 dollars”");
    }

    @Test
    void quoteOfAPassage_isFoundThere() throws UnusableException {
        assertThat(read(verdict("pass", "on_topic", "The day ticket costs 17")).explanation())
                .endsWith("evidence: passage 1 0-23");
    }

    @Test
    void abstention_needsNoEvidence() throws UnusableException {
        Finding finding = read(
                "{\"reasoning\": \"\", \"verdict\": \"abstain\", \"criterion\": \"cannot_tell\", \"evidence\": []}");

        assertThat(finding.label()).isEqualTo(Label.ABSTAIN);
    }

    @Test
    void fenceAroundTheJson_isForgiven() throws UnusableException {
        assertThat(read("```json\n" + verdict("pass", "clear", "children pay half") + "\n```")
                        .label())
                .isEqualTo(Label.PASS);
    }

    @Test
    void wholeShortAnswer_mayBeQuoted() throws UnusableException {
        Finding finding =
                VerdictReader.read(verdict("pass", "on_topic", "Yes."), Rubric.helpful(), Inputs.answer("Yes."));

        assertThat(finding.label()).isEqualTo(Label.PASS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I think it passes|not one JSON object",
                "[]|not one JSON object",
                "{\"verdict\": \"great\"}|verdict is none of pass, fail, abstain",
                "{\"verdict\": \"pass\", \"criterion\": \"tone\"}|criterion is none of",
                "{\"verdict\": \"pass\", \"criterion\": \"clear\"}|evidence is not a list",
                "{\"verdict\": \"pass\", \"criterion\": \"clear\", \"evidence\": []}|one to 3 quotes",
                "{\"verdict\": \"pass\", \"criterion\": \"clear\", \"evidence\": [\"costs\"]}|shorter than 12",
                "{\"verdict\": \"pass\", \"criterion\": \"clear\", \"evidence\": [7]}|shorter than 12",
                "{\"verdict\": \"pass\", \"criterion\": \"clear\", \"evidence\": [\"children travel free\"]}|does not occur"
            })
    void answerThatCannotBeUsed_isRefusedWithItsFault(String answer, String fault) {
        assertThatThrownBy(() -> read(answer))
                .isInstanceOf(UnusableException.class)
                .hasMessageContaining(fault);
    }

    private Finding read(String answer) throws UnusableException {
        return VerdictReader.read(answer, Rubric.helpful(), input);
    }

    private static String verdict(String verdict, String criterion, String quote) {
        return "{\"reasoning\": \"r\", \"verdict\": \"" + verdict + "\", \"criterion\": \"" + criterion
                + "\", \"evidence\": [\"" + quote + "\"]}";
    }
}
