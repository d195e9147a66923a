package dev.plumbline.demo.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks a signature by Standard Webhooks 1.0: HMAC-SHA256 over {@code id.timestamp.body}, in a list of signatures so
 * that two secrets can be valid while one replaces the other.
 */
final class Signature {

    /** How far the sender's clock may be off, and how long a message may be on its way. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** What came of the check; everything but {@code VALID} is a refusal. */
    enum Verdict {
        VALID,
        MISSING,
        STALE,
        WRONG
    }

    /** The three headers; an empty text where one is missing. */
    record Headers(String id, String timestamp, String signatures) {}

    private Signature() {}

    static Verdict check(Headers headers, byte[] body, Secret secret, Instant now) {
        if (headers.id().isEmpty()
                || headers.signatures().isEmpty()
                || !headers.timestamp().matches("[0-9]{1,12}")) {
            return Verdict.MISSING;
        }
        Instant sent = Instant.ofEpochSecond(Long.parseLong(headers.timestamp()));
        if (Duration.between(sent, now).abs().compareTo(TOLERANCE) > 0) {
            return Verdict.STALE;
        }
        byte[] expected = ("v1," + Base64.getEncoder().encodeToString(hmac(headers, body, secret)))
                .getBytes(StandardCharsets.UTF_8);
        boolean valid = false;
        for (String signature : headers.signatures().split(" ", -1)) {
            valid |= MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
        }
        return valid ? Verdict.VALID : Verdict.WRONG;
    }

    private static byte[] hmac(Headers headers, byte[] body, Secret secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.key(), "HmacSHA256"));
            mac.update((headers.id() + "." + headers.timestamp() + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
