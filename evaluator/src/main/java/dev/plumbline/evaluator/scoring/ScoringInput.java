package dev.plumbline.evaluator.scoring;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a scorer sees of a request.
 *
 * @param question the last user turn, whole
 * @param passages what was retrieved for it
 * @param contract what the feature's consumer asks of an answer's form
 * @param background what else the model saw
 */
public record ScoringInput(
        String question, Answer answer, Passages passages, OutputContract contract, Background background) {

    public ScoringInput(String question, Answer answer, Passages passages, OutputContract contract) {
        this(question, answer, passages, contract, Background.NONE);
    }

    /**
     * @param instructions the system messages of the model calls, each once
     * @param said every other text that a model call was given or a tool returned: earlier turns, tools' answers
     */
    public record Background(List<String> instructions, List<String> said) {
        public static final Background NONE = new Background(List.of(), List.of());
    }

    /**
     * @param text the last text of the assistant, whole; empty when there is none
     * @param reported whether the sender reports content at all: without it, an empty text says nothing
     * @param toolCall whether the last message calls a tool
     * @param finishReasons of the model call that gave the answer, as sent; empty when not reported
     */
    public record Answer(String text, boolean reported, boolean toolCall, List<String> finishReasons) {}

    /**
     * @param texts without duplicates, in the order retrieved
     * @param withoutText documents of which only an id was reported
     */
    public record Passages(List<String> texts, int withoutText) {
        public static final Passages NONE = new Passages(List.of(), 0);
    }

    /**
     * @param minChars least Unicode characters of an answer; null for no bound
     * @param maxChars most Unicode characters of an answer; null for no bound
     * @param json whether JSON was asked for
     * @param form what else is agreed of the form
     */
    public record OutputContract(
            @Nullable Integer minChars, @Nullable Integer maxChars, boolean json, Form form) {
        public static final OutputContract NONE = new OutputContract(null, null, false);

        public OutputContract(@Nullable Integer minChars, @Nullable Integer maxChars, boolean json) {
            this(minChars, maxChars, json, Form.NONE);
        }
    }

    /**
     * Each null where nothing is agreed.
     *
     * @param schema the JSON Schema that an answer meets
     * @param pattern the regular expression that occurs in it
     * @param markup the marks of Markdown and HTML that it may use
     */
    public record Form(
            @Nullable FormRule schema,
            @Nullable FormRule pattern,
            @Nullable FormRule markup) {
        public static final Form NONE = new Form(null, null, null);
    }
}
