package dev.plumbline.evaluator.sessions;

import dev.plumbline.evaluator.scoring.ScoringInput;
import dev.plumbline.evaluator.scoring.ScoringInput.Answer;
import dev.plumbline.evaluator.scoring.ScoringInput.OutputContract;
import dev.plumbline.evaluator.scoring.ScoringInput.Passages;

import java.util.List;

/**
 * A session as a judge sees it: each turn's question and answer, in order, under its number. What was retrieved is not
 * shown.
 */
final class Conversation {
    private Conversation() {}

    /** @param turns in their order, at least one */
    static ScoringInput of(List<ScoringInput> turns) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < turns.size(); i++) {
            ScoringInput turn = turns.get(i);
            said(text, i + 1, "user", turn.question());
            String answer = turn.answer().text();
            said(text, i + 1, "assistant", answer.isBlank() ? empty(turn.answer()) : answer);
        }
        boolean reported = turns.stream().anyMatch(turn -> turn.answer().reported());
        return new ScoringInput(
                turns.get(0).question(),
                new Answer(text.toString(), reported, false, List.of()),
                Passages.NONE,
                OutputContract.NONE);
    }

    private static void said(StringBuilder text, int turn, String who, String what) {
        text.append('[')
                .append(turn)
                .append(", ")
                .append(who)
                .append("]\n")
                .append(what.strip())
                .append("\n\n");
    }

    private static String empty(Answer answer) {
        return answer.toolCall() ? "(calls a tool)" : answer.reported() ? "(no answer)" : "(not reported)";
    }
}
