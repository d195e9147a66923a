package dev.plumbline.demo.webhook;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * A signing secret.
 *
 * @param text {@code whsec_} and 24 to 64 bytes in base 64
 */
public record Secret(String text) {

    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;

    public Secret {
        int length = key(text).length;
        if (length < 24 || length > 64) {
            throw new IllegalArgumentException("a secret has 24 to 64 bytes, not " + length);
        }
    }

    /** A new one. */
    public static Secret create() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return new Secret(PREFIX + Base64.getEncoder().encodeToString(key));
    }

    byte[] key() {
        return key(text);
    }

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return PREFIX + "...";
    }

    private static byte[] key(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a secret starts with " + PREFIX);
        }
        return Base64.getDecoder().decode(text.substring(PREFIX.length()));
    }
}
