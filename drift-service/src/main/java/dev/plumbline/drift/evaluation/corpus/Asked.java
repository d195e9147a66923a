package dev.plumbline.drift.evaluation.corpus;

import dev.plumbline.drift.form.Form;
import org.jspecify.annotations.Nullable;

/**
 * One text of the corpus.
 *
 * @param intent what the asker wants, as the data says
 * @param domain the group of its intent
 */
public record Asked(
        String intent,
        String domain,
        String text,
        float[] vector,
        @Nullable Form form) {

    Asked(String intent, String domain, String text) {
        this(intent, domain, text, new float[0], null);
    }
}
