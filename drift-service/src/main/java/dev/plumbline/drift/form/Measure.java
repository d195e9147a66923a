package dev.plumbline.drift.form;

import java.util.List;

/** One number about the form of a text; the order is that of storage, so new ones go to the end. */
public enum Measure {
    /** Code points, blanks at either end left out. */
    LENGTH("longer than %s characters", "shorter than %s characters"),
    /** Mean number of letters in a word. */
    WORD_LENGTH("words longer than %s letters on average", "words shorter than %s letters on average"),
    /** Share of words that the model's vocabulary does not hold whole: typos, names, jargon, other languages. */
    UNKNOWN_WORDS("more than %s of the words unknown", "less than %s of the words unknown"),
    /** Share of characters that are neither letters nor digits nor blanks. */
    SYMBOLS("more than %s symbols", "less than %s symbols"),
    /** Share of letters in upper case. */
    UPPER_CASE("more than %s in upper case", "less than %s in upper case"),
    /** Share of characters that are digits. */
    DIGITS("more than %s digits", "less than %s digits"),
    /** Share of words that the same text has said before. */
    REPEATED("more than %s of the words repeated", "less than %s of the words repeated"),
    /** Share of words that belong to another language than the other words, or script. */
    MIXED("more than %s of the words of a second language", "less than %s of the words of a second language"),
    /** 1 for a text without a character that is not blank. */
    EMPTY("empty", "not empty"),
    /** 1 for an answer that declines. */
    REFUSAL("a refusal", "no refusal"),
    /** 1 for a text that is one JSON object or array. */
    JSON("JSON", "no JSON"),
    /** Share of lines that begin as items of a list, as headings or as code. */
    MARKUP(
            "more than %s of the lines list items, headings or code",
            "less than %s of the lines list items, headings or code"),
    /** Number of tool calls on the way to an answer. */
    TOOL_CALLS("made with more than %s tool calls", "made with fewer than %s tool calls");

    /** What is read of an input. */
    static final List<Measure> OF_INPUT =
            List.of(LENGTH, WORD_LENGTH, UNKNOWN_WORDS, SYMBOLS, UPPER_CASE, DIGITS, REPEATED, MIXED, EMPTY);
    /** What is read of an output. */
    static final List<Measure> OF_OUTPUT = List.of(LENGTH, SYMBOLS, DIGITS, EMPTY, REFUSAL, JSON, MARKUP, TOOL_CALLS);

    private final String above;
    private final String below;

    Measure(String above, String below) {
        this.above = above;
        this.below = below;
    }

    /** Words for a value beyond a cut. */
    String words(boolean over, double cut) {
        String number = this == LENGTH || this == TOOL_CALLS
                ? String.valueOf(Math.round(cut))
                : this == WORD_LENGTH ? "%.1f".formatted(cut) : "%.0f %%".formatted(100 * cut);
        return (over ? above : below).formatted(number);
    }
}
