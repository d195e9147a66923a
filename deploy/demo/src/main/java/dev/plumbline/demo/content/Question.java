package dev.plumbline.demo.content;

import java.util.List;

/**
 * Something a rider writes, and the truth about it.
 *
 * @param text as typed, with its mistakes
 * @param intent what the rider wants
 * @param answer the article that answers it, or one of the constants of this class
 * @param followUps what the same rider may write next, in order; each is only understood after this one
 */
public record Question(String text, String intent, String answer, List<Question> followUps) {

    /** No article answers it: the assistant does not know, and a person has to. */
    public static final String NONE = "none";

    /** A greeting or thanks: a friendly word is the right answer. */
    public static final String SMALL_TALK = "small-talk";

    /** Not the assistant's business: a refusal is the right answer. */
    public static final String OUT_OF_SCOPE = "out-of-scope";

    public Question {
        followUps = List.copyOf(followUps);
    }

    /** Whether an article should answer it. */
    public boolean hasArticle() {
        return !answer.equals(NONE) && !answer.equals(SMALL_TALK) && !answer.equals(OUT_OF_SCOPE);
    }
}
