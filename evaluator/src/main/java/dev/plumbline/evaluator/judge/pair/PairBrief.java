package dev.plumbline.evaluator.judge.pair;

import dev.plumbline.evaluator.judge.Judge;
import dev.plumbline.evaluator.judge.JudgePrompt;
import dev.plumbline.evaluator.judge.VerdictReader;
import dev.plumbline.evaluator.judge.endpoint.ChatMessage;
import dev.plumbline.evaluator.judge.guard.ContentFree;
import dev.plumbline.evaluator.judge.guard.InjectionSigns;
import dev.plumbline.evaluator.judge.pair.Outcome.Preference;
import dev.plumbline.evaluator.rubrics.Rubric;
import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.scoring.ScoringInput;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Two answers in one order. What was retrieved for either is shown in one list that does not depend on the order.
 *
 * @param question that both answer
 * @param passages retrieved for either, each once
 */
record PairBrief(Rubric rubric, String question, List<String> passages, String first, String second)
        implements Judge.Brief {

    static PairBrief of(Rubric rubric, ScoringInput a, ScoringInput b) {
        Set<String> passages = new LinkedHashSet<>(a.passages().texts());
        passages.addAll(b.passages().texts());
        return new PairBrief(
                rubric,
                a.question(),
                List.copyOf(passages),
                a.answer().text(),
                b.answer().text());
    }

    /** The same with the other answer first. */
    PairBrief swapped() {
        return new PairBrief(rubric, question, passages, second, first);
    }

    /** What needs no judge: who wins, or that nobody does. An answer without content never wins over one that has some. */
    Optional<Outcome> known() {
        if (plain(first).equals(plain(second))) {
            return Optional.of(Outcome.TIE);
        }
        boolean noFirst = first.isBlank() || ContentFree.is(first);
        boolean noSecond = second.isBlank() || ContentFree.is(second);
        if (noFirst && noSecond) {
            return Optional.of(Outcome.TIE);
        }
        return noFirst ? Optional.of(Outcome.B) : noSecond ? Optional.of(Outcome.A) : Optional.empty();
    }

    private static String plain(String answer) {
        return answer.strip().replaceAll("\\s+", " ");
    }

    @Override
    public String content() {
        List<String> parts = new ArrayList<>(passages);
        parts.add(question);
        parts.add(first);
        parts.add(second);
        return JudgePrompt.content(parts);
    }

    @Override
    public List<ChatMessage> messages(String nonce) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("QUESTION", question);
        for (int i = 0; i < passages.size(); i++) {
            parts.put("PASSAGE " + (i + 1), passages.get(i));
        }
        parts.put("FIRST ANSWER", first);
        parts.put("SECOND ANSWER", second);
        return JudgePrompt.messages(rubric, parts, nonce);
    }

    /** An answer that speaks to its judge cannot win: the judge's preference for it becomes an abstention. */
    @Override
    public Finding read(String answer) throws VerdictReader.UnusableException {
        Map<String, String> places = new LinkedHashMap<>();
        places.put("first answer", first);
        places.put("second answer", second);
        places.put("question", question);
        for (int i = 0; i < passages.size(); i++) {
            places.put("passage " + (i + 1), passages.get(i));
        }
        Finding finding = VerdictReader.read(answer, rubric, places, List.of(first, second));
        String winner = switch (Preference.of(finding)) {
            case FIRST -> first;
            case SECOND -> second;
            case TIE, ABSTAIN -> "";
        };
        return InjectionSigns.find(winner)
                .map(sign -> Finding.abstain("the preferred answer speaks to its judge: " + sign))
                .orElse(finding);
    }
}
