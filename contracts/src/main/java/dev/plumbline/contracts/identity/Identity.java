package dev.plumbline.contracts.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who calls, signed with the secret that all parts of one installation share: {@code v1.<subject>.<expiry>.<signature>}
 * with the subject in base64url, the expiry in Unix seconds and an HMAC-SHA256 over what stands before the last dot.
 *
 * @param subject a user, {@code console} or {@code command}; any text
 * @param expires after this moment the identity is refused
 */
public record Identity(String subject, Instant expires) {

    /** The HTTP header that carries it. */
    public static final String HEADER = "Plumbline-Identity";

    /** How long an identity lives: it is made for one call. */
    public static final Duration LIFETIME = Duration.ofMinutes(1);

    /** The header's value, valid from now for {@link #LIFETIME}. */
    public static String sign(String secret, String subject, Instant now) {
        String unsigned = "v1."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(subject.getBytes(StandardCharsets.UTF_8))
                + "." + now.plus(LIFETIME).getEpochSecond();
        return unsigned + "." + signature(secret, unsigned);
    }

    /** The identity in a header's value, or nothing when it is malformed, forged or expired. */
    public static Optional<Identity> verify(String secret, String header, Instant now) {
        int dot = header.lastIndexOf('.');
        String[] fields = header.split("\\.", -1);
        if (dot < 0 || fields.length != 4 || !fields[0].equals("v1")) {
            return Optional.empty();
        }
        byte[] expected = signature(secret, header.substring(0, dot)).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(expected, fields[3].getBytes(StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        Instant expires = Instant.ofEpochSecond(Long.parseLong(fields[2]));
        String subject = new String(Base64.getUrlDecoder().decode(fields[1]), StandardCharsets.UTF_8);
        return now.isBefore(expires) ? Optional.of(new Identity(subject, expires)) : Optional.empty();
    }

    private static String signature(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }
}
