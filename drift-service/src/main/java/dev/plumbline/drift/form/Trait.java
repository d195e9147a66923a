package dev.plumbline.drift.form;

import java.util.Locale;

/**
 * Something that a text either has or has not: a value beyond a cut, or another language than most texts.
 *
 * @param id stable, for people too: {@code length.over.42}
 * @param words completes "sessions whose input is …"
 */
public record Trait(String id, String words, Rule rule) {

    /** @see Cut @see OtherLanguage */
    public sealed interface Rule {
        boolean holds(Form form);
    }

    /** A value on one side of a cut, the cut itself not included. */
    public record Cut(Measure measure, boolean over, double cut) implements Rule {
        @Override
        public boolean holds(Form form) {
            return over ? form.of(measure) > cut : form.of(measure) < cut;
        }
    }

    /** A language that is told and is not this one. */
    public record OtherLanguage(String usual) implements Rule {
        @Override
        public boolean holds(Form form) {
            return !form.language().equals(Form.UNSURE) && !form.language().equals(usual);
        }
    }

    public boolean holds(Form form) {
        return rule.holds(form);
    }

    static Trait cut(String prefix, Measure measure, boolean over, double cut) {
        String side = over ? "over" : "under";
        String id = prefix + measure.name().toLowerCase(Locale.ROOT) + "." + side + "." + (float) cut;
        return new Trait(id, measure.words(over, cut), new Cut(measure, over, cut));
    }
}
