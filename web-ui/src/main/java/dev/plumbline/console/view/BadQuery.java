package dev.plumbline.console.view;

/** A query that cannot be answered as asked; names the parameter. */
public final class BadQuery extends RuntimeException {
    private final String field;

    public BadQuery(String field, String message) {
        super(message);
        this.field = field;
    }

    /** The parameter as written in the URL. */
    public String field() {
        return field;
    }

    /** The message; never null, unlike {@link #getMessage()} by its type. */
    public String problem() {
        return String.valueOf(getMessage());
    }
}
