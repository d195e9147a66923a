package dev.plumbline.evaluator.bus;

/** A record holds no event of its kind. The message names the field and never quotes a value. */
public final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableException(String reason) {
        super(reason);
    }
}
