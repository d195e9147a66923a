package dev.plumbline.ingest.truth;

/** What is wrong with one statement, and where in it. */
final class BadRowException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String field;

    /** @param reason goes on from the field's name */
    BadRowException(String field, String reason) {
        super(field + " " + reason);
        this.field = field;
    }

    String field() {
        return field;
    }
}
