package dev.plumbline.console.oidc;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One log-in on its way to the provider and back. All that has to be remembered follows from a secret that only the
 * browser keeps, in a cookie: so an answer counts for the browser alone that asked, and no replica has to know it.
 *
 * @param secret 256 random bits as text
 */
public record Flow(String secret) {

    /** Comes back with the answer (RFC 6749, 10.12). */
    public String state() {
        return derived("state");
    }

    /** Comes back inside the ID token (OpenID Connect Core, 15.5.2). */
    public String nonce() {
        return derived("nonce");
    }

    /** Shown when the code is turned in: 43 characters (RFC 7636, 4.1). */
    public String verifier() {
        return derived("verifier");
    }

    /** Shown at the beginning (RFC 7636, 4.2, S256). */
    public String challenge() {
        try {
            return text(MessageDigest.getInstance("SHA-256").digest(verifier().getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    /** Whether this text is that secret's, compared in constant time. */
    public boolean isState(String given) {
        return MessageDigest.isEqual(state().getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private String derived(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return text(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
