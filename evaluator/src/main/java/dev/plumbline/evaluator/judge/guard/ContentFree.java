package dev.plumbline.evaluator.judge.guard;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Answers without content: nothing but symbols, invisible characters, or the opening words of an answer that never comes.
 * Such "master keys" make judges pass them in up to nine of ten cases (Zhao et al. 2025); no judge needs to see them.
 */
public final class ContentFree {
    private static final Pattern NOTHING = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final List<String> OPENERS = List.of(
                    "thought process",
                    "thoughts",
                    "thinking",
                    "reasoning",
                    "chain of thought",
                    "lets solve this problem step by step",
                    "let us solve this problem step by step",
                    "lets solve this step by step",
                    "lets think step by step",
                    "let us think step by step",
                    "step by step",
                    "step 1",
                    "solution",
                    "the solution is",
                    "solution process",
                    "answer",
                    "the answer is",
                    "final answer",
                    "the final answer is",
                    "my answer is",
                    "response",
                    "explanation",
                    "analysis",
                    "conclusion",
                    "in conclusion",
                    "to summarize",
                    "summary",
                    "here is the answer",
                    "heres the answer",
                    "here is my answer",
                    "sure",
                    "of course",
                    "certainly",
                    "sure here is the answer",
                    "respuesta",
                    "solución",
                    "réponse",
                    "lösung",
                    "antwort",
                    "die antwort lautet",
                    "risposta",
                    "resposta",
                    "ответ",
                    "решение",
                    "解",
                    "解答",
                    "答案",
                    "かいせつ",
                    "回答",
                    "정답",
                    "답변")
            .stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();

    private ContentFree() {}

    public static boolean is(String answer) {
        String left = words(answer);
        boolean again = true;
        while (again && !left.isEmpty()) {
            again = false;
            for (String opener : OPENERS) {
                if (left.equals(opener) || left.startsWith(opener + " ")) {
                    left = left.substring(opener.length()).strip();
                    again = true;
                    break;
                }
            }
        }
        return left.isEmpty();
    }

    private static String words(String answer) {
        String folded = Normalizer.normalize(answer, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("['’]", "");
        return NOTHING.matcher(folded).replaceAll(" ").strip();
    }
}
