package dev.plumbline.console.oidc;

/** An answer that does not hold. */
public final class Untrusted extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean key;

    /** @param reason in words for the person who signs in, who may pass it on */
    public Untrusted(String reason) {
        this(reason, false);
    }

    private Untrusted(String reason, boolean key) {
        super(reason);
        this.key = key;
    }

    static Untrusted unknownKey() {
        return new Untrusted("it is signed by a key that the provider does not publish", true);
    }

    /** Whether newer keys might help. */
    boolean unknownKeyOnly() {
        return key;
    }

    /** Never null, unlike what it overrides. */
    public String reason() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
