package dev.plumbline.evaluator.scoring.retrieval;

import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.scoring.Inputs;
import dev.plumbline.evaluator.scoring.Label;
import dev.plumbline.evaluator.scoring.ScoringInput;
import dev.plumbline.evaluator.scoring.ScoringInput.Answer;
import dev.plumbline.evaluator.scoring.ScoringInput.OutputContract;
import dev.plumbline.evaluator.scoring.ScoringInput.Passages;
import dev.plumbline.evaluator.scoring.heuristic.Refusal;
import dev.plumbline.evaluator.scoring.heuristic.RefusalPhrases;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class GroundedTest {
    private static final String BRIDGE =
            "The Sydney Harbour Bridge opened on 19 March 1932 after eight years of construction. It was designed by "
                    + "Dorman Long of Middlesbrough. The steel arch spans 503 metres. Six million rivets hold it.";
    private static final String FERRY =
            "Ferries leave Circular Quay every twenty minutes. A day ticket costs 17 dollars and is valid on buses.";

    private final List<String> embedded = new ArrayList<>();

    @Test
    void answerTakenFromThePassages_passes() {
        Finding finding = grounded(0)
                .score(Inputs.grounded(
                        "When was it opened?",
                        "The Harbour Bridge was opened in March 1932, after eight years of construction. Its steel arch spans "
                                + "503 metres.",
                        BRIDGE,
                        FERRY));

        assertThat(finding.label()).isEqualTo(Label.PASS);
        assertThat(finding.value()).isEqualTo(1.0);
        assertThat(finding.explanation()).isEqualTo("2 of 2 sentences are supported by a passage");
    }

    @Test
    void inventedSentences_fail() {
        Finding finding = grounded(0)
                .score(Inputs.grounded(
                        "Tell me about the bridge",
                        "The steel arch spans 503 metres. Queen Victoria paid for the painting herself. Divers found gold "
                                + "coins beneath the southern pylon.",
                        BRIDGE));

        assertThat(finding.label()).isEqualTo(Label.FAIL);
        assertThat(finding.explanation()).startsWith("1 of 3 ");
    }

    @Test
    void changedNumber_isNotSupported_howeverAlikeTheSentence() {
        String right = "The steel arch spans 503 metres.";
        String wrong = "The steel arch spans 605 metres.";

        assertThat(grounded(1).score(Inputs.grounded("?", right, BRIDGE)).label())
                .isEqualTo(Label.PASS);
        Finding finding = grounded(1).score(Inputs.grounded("?", wrong, BRIDGE));
        assertThat(finding.label()).isEqualTo(Label.FAIL);
        assertThat(finding.explanation()).contains("numbers that no passage has: in 1");
    }

    @Test
    void numberOfTheQuestion_isNotInvented() {
        String answer = "For 4, a day ticket valid on buses costs 17 dollars.";

        assertThat(grounded(0)
                        .score(Inputs.grounded("What do 4 people pay?", answer, FERRY))
                        .label())
                .isEqualTo(Label.PASS);
    }

    @Test
    void wordsScatteredOverALongPassage_supportNothing() {
        // given: every word of the claim occurs somewhere, never together
        String scattered = "The captain bought a lantern. Rain fell for hours. The mayor slept well. Gulls cried. "
                + "Nobody came. The lighthouse was grey. Trains were late. Somebody repainted a fence. "
                + "Winter ended. The harbour froze.";
        String claim = "The captain repainted the lighthouse for the mayor in winter.";

        assertThat(grounded(0).score(Inputs.grounded("?", claim, scattered)).label())
                .isEqualTo(Label.FAIL);
    }

    @Test
    void model_isAskedOnlyWhereWordsDoNotDecide() {
        grounded(1).score(Inputs.grounded("?", "The steel arch spans 503 metres.", BRIDGE));
        assertThat(embedded).as("contained word by word").isEmpty();

        grounded(1).score(Inputs.grounded("?", "Elephants migrate through savannah grassland.", BRIDGE));
        assertThat(embedded).as("not a word in common").isEmpty();

        grounded(1)
                .score(Inputs.grounded("?", "Construction of the steel arch by Dorman Long lasted decades.", BRIDGE));
        assertThat(embedded).as("some words in common").isNotEmpty();
    }

    @Test
    void similarity_liftsAParaphraseOverTheThreshold() {
        ScoringInput paraphrase = Inputs.grounded("?", "Six million rivets fasten the whole crossing.", BRIDGE);

        Finding alike = grounded(1).score(paraphrase);
        Finding unlike = grounded(0).score(paraphrase);

        assertThat(alike.label()).isEqualTo(Label.PASS);
        assertThat(unlike.label()).isEqualTo(Label.FAIL);
    }

    @Test
    void nothingToHoldItAgainst_abstains() {
        String answer = "The steel arch spans 503 metres.";
        ScoringInput idsOnly = new ScoringInput(
                "?", new Answer(answer, true, false, List.of()), new Passages(List.of(), 3), OutputContract.NONE);

        assertThat(grounded(0).score(Inputs.answer(answer)).explanation()).isEqualTo("nothing was retrieved");
        assertThat(grounded(0).score(idsOnly).explanation()).contains("without their text");
        assertThat(grounded(0)
                        .score(Inputs.grounded("?", "Sure! Anything else?", BRIDGE))
                        .label())
                .isEqualTo(Label.ABSTAIN);
        assertThat(grounded(0)
                        .score(Inputs.grounded("?", "I'm sorry, but I can't help with bridges in Sydney.", BRIDGE))
                        .explanation())
                .contains("refuses");
    }

    @Test
    void courtesies_areNoClaims_butAFactAfterOneIs() {
        assertThat(Claims.of("Here is what I found. Let me know if you need more help! The arch spans 503 metres."))
                .extracting(Claims.Claim::sentence)
                .containsExactly("The arch spans 503 metres.");
        assertThat(Claims.of("Here is the answer: the bridge opened in March 1932 after eight years of building."))
                .hasSize(1);
    }

    @Test
    void sentences_areSplitAtLinesAndMarksOfLists() {
        assertThat(Sentences.of("# Prices\n- Adults pay 17 dollars. Children pay half.\n2. Buses are included"))
                .containsExactly("Prices", "Adults pay 17 dollars.", "Children pay half.", "Buses are included");
    }

    /** Vectors whose cosine to each other is as told; the words decide the rest. */
    private Grounded grounded(double cosine) {
        return new Grounded(
                texts -> {
                    embedded.addAll(texts);
                    List<float[]> vectors = new ArrayList<>();
                    for (int i = 0; i < texts.size(); i++) {
                        vectors.add(
                                i == 0
                                        ? new float[] {1, 0}
                                        : new float[] {(float) cosine, (float) Math.sqrt(1 - cosine * cosine)});
                    }
                    return vectors;
                },
                new Refusal(RefusalPhrases.load()));
    }
}
