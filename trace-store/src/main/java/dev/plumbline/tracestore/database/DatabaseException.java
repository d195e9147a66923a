package dev.plumbline.tracestore.database;

/** A statement or a connection failed. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean data;

    DatabaseException(String message, boolean data, Throwable cause) {
        super(message, cause);
        this.data = data;
    }

    /**
     * Whether the values are to blame (SQL state class 22, 23 or 54): the same statement fails again at any time, and its
     * neighbours may succeed without it. Otherwise the moment is to blame.
     */
    public boolean isData() {
        return data;
    }
}
