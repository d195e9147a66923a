package dev.plumbline.evaluator.scoring.language;

import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.scoring.Scorer;
import dev.plumbline.evaluator.scoring.ScoringInput;
import org.jspecify.annotations.Nullable;

/**
 * Whether the answer is in the question's language, by the first 400 characters of the prose of each. Abstains where
 * either is in doubt, and where the question or the instructions name a language or ask for a translation: then another
 * language may be what is wanted.
 */
public final class SameLanguage implements Scorer {
    private final Languages languages = new Languages();

    @Override
    public Finding score(ScoringInput input) {
        if (input.answer().text().isBlank()) {
            return Finding.abstain("there is no answer to read");
        }
        String asked = languages.of(Prose.of(input.question()));
        String answered = languages.of(Prose.of(input.answer().text()));
        if (asked == null || answered == null) {
            return Finding.abstain("the language is in doubt: question " + said(asked) + ", answer " + said(answered));
        }
        if (asked.equals(answered)) {
            return Finding.pass(1, "question and answer are in " + asked);
        }
        return Prose.namesALanguage(input)
                ? Finding.abstain("question " + asked + ", answer " + answered + ", and a language is named")
                : Finding.fail(0, "question " + asked + ", answer " + answered);
    }

    private static String said(@Nullable String language) {
        return language == null ? "unknown" : language;
    }
}
