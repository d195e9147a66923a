package dev.plumbline.ingest.redact;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key of one project's tokens and digests: HMAC-SHA256, so that a short secret cannot be guessed from its digest. */
public final class ProjectKey {
    private static final int TOKEN_DIGITS = 16;

    private final byte[] key;

    /** @param key at least 16 random bytes */
    public ProjectKey(byte[] key) {
        this.key = key.clone();
    }

    /** 16 hex digits; the same text gives the same. */
    public String token(String text) {
        return digest(text).substring(0, TOKEN_DIGITS);
    }

    /** 64 hex digits. */
    public String digest(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }
}
