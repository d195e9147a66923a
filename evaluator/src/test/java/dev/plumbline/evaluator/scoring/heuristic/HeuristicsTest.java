package dev.plumbline.evaluator.scoring.heuristic;

import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.scoring.Inputs;
import dev.plumbline.evaluator.scoring.Label;
import dev.plumbline.evaluator.scoring.ScoringInput.Answer;
import dev.plumbline.evaluator.scoring.ScoringInput.OutputContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class HeuristicsTest {
    private final AnswerPresent present = new AnswerPresent();
    private final LengthContract length = new LengthContract();
    private final JsonContract json = new JsonContract();
    private final Repetition repetition = new Repetition();

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t", "null", "Undefined", "[object Object]"})
    void noAnswer_fails(String text) {
        assertThat(present.score(Inputs.answer(text)).label()).isEqualTo(Label.FAIL);
    }

    @ParameterizedTest
    @CsvSource({"stop,PASS", "length,FAIL", "MAX_TOKENS,FAIL", "content_filter,FAIL", "tool_calls,PASS"})
    void finishReason_decidesWhetherTheAnswerIsWhole(String reason, Label expected) {
        Answer answer = new Answer("The bridge opened in", true, false, List.of(reason));

        assertThat(present.score(Inputs.of(answer)).label()).isEqualTo(expected);
    }

    @Test
    void emptyTextOfASenderWithoutContent_saysNothing() {
        assertThat(present.score(Inputs.of(new Answer("", false, false, List.of())))
                        .label())
                .isEqualTo(Label.ABSTAIN);
        assertThat(present.score(Inputs.of(new Answer("", true, true, List.of())))
                        .label())
                .isEqualTo(Label.ABSTAIN);
    }

    @ParameterizedTest
    @CsvSource({"4,5,FAIL", "5,5,PASS", "10,5,PASS", "11,5,FAIL"})
    void length_isHeldAgainstItsBounds(int characters, int least, Label expected) {
        OutputContract contract = new OutputContract(least, 10, false);

        assertThat(length.score(Inputs.of("", "x".repeat(characters), contract)).label())
                .isEqualTo(expected);
    }

    @Test
    void length_countsUnicodeCharacters_notUnitsOfUtf16() {
        OutputContract contract = new OutputContract(null, 3, false);

        assertThat(length.score(Inputs.of("", "\ud83d\ude00\ud83d\ude00\ud83d\ude00", contract))
                        .label())
                .isEqualTo(Label.PASS);
    }

    @Test
    void length_withoutAContractOrAnAnswer_abstains() {
        assertThat(length.score(Inputs.answer("x")).label()).isEqualTo(Label.ABSTAIN);
        assertThat(length.score(Inputs.of("", " ", new OutputContract(1, 5, false)))
                        .label())
                .isEqualTo(Label.ABSTAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": 1}", " [1, 2]\n", "{}"})
    void json_thatAProgramCanRead_passes(String text) {
        assertThat(json(text).label()).isEqualTo(Label.PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```json\n{\"a\": 1}\n```",
                "Here it is: {\"a\": 1}",
                "{\"a\": 1} Enjoy!",
                "{\"a\": 1, \"a\": 2}",
                "{\"a\": NaN}",
                "{'a': 1}",
                "{\"a\": 1",
                "\"text\"",
                "42"
            })
    void json_thatAProgramCannotRead_fails(String text) {
        assertThat(json(text).label()).isEqualTo(Label.FAIL);
    }

    @Test
    void json_explanation_neverQuotesTheAnswer() {
        assertThat(json("{\"card\": 4111 1111}").explanation())
                .doesNotContain("4111")
                .doesNotContain("card");
        assertThat(json("secret").explanation()).doesNotContain("secret");
    }

    @Test
    void json_nestedDeeperThanTheReaderGoes_failsAndThrowsNothing() {
        assertThat(json("[".repeat(100_000)).label()).isEqualTo(Label.FAIL);
    }

    @Test
    void json_thatNobodyAskedFor_isNotJudged() {
        assertThat(json.score(Inputs.answer("{")).label()).isEqualTo(Label.ABSTAIN);
    }

    @Test
    void loop_fails_andProsePasses() {
        String loop = "I am sorry for the confusion. ".repeat(30);
        String prose = "The harbour was built in 1891 by a company that wanted to ship coal to the islands. Two piers "
                + "reach into the bay, and between them lies a basin deep enough for ships of nine metres. Since "
                + "the mine closed, only fishing boats and a ferry use it. The old crane still stands on the north "
                + "pier as a monument, and every summer a market fills the quay with music and smoked fish.";

        assertThat(repetition.score(Inputs.answer(loop)).label()).isEqualTo(Label.FAIL);
        assertThat(repetition.score(Inputs.answer(prose)).label()).isEqualTo(Label.PASS);
        assertThat(repetition.score(Inputs.answer("too short, too short")).label())
                .isEqualTo(Label.ABSTAIN);
    }

    @Test
    void repeated_isOneMinusTheShareOfDistinctSequences() {
        // a b c d a b c d: sequences abcd bcda cdab dabc abcd, four of five distinct
        assertThat(Repetition.repeated(List.of("a", "b", "c", "d", "a", "b", "c", "d")))
                .isEqualTo(1 - 4 / 5.0);
    }

    @Test
    void loopInAScriptWithoutSpaces_isSeen() {
        assertThat(repetition.score(Inputs.answer("对不起我不明白".repeat(20))).label())
                .isEqualTo(Label.FAIL);
    }

    private Finding json(String text) {
        return json.score(Inputs.of("", text, new OutputContract(null, null, true)));
    }
}
