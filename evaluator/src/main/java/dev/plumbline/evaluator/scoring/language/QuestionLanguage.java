package dev.plumbline.evaluator.scoring.language;

import org.jspecify.annotations.Nullable;

/** Tells the language that somebody asked in, to slice by. */
public final class QuestionLanguage {
    private final Languages languages = new Languages();

    /** The ISO 639-1 code, by the first 400 characters of the question's prose; null when there is a doubt. */
    public @Nullable String of(String question) {
        return languages.of(Prose.of(question));
    }
}
