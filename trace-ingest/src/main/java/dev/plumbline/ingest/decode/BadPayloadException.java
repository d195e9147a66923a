package dev.plumbline.ingest.decode;

/** The message as a whole cannot be read; sending it again cannot help. */
public final class BadPayloadException extends Exception {
    private static final long serialVersionUID = 1L;

    public BadPayloadException(String message) {
        super(message);
    }
}
