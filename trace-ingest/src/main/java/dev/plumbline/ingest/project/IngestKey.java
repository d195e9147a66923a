package dev.plumbline.ingest.project;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A key as an application holds it: {@code plk_<id>_<secret>}, the id 16 hex digits to find it by, the secret 256 random
 * bits in base64url. Random enough that a fast hash keeps it.
 */
record IngestKey(String id, String secret) {
    private static final int ID_BYTES = 8;
    private static final int SECRET_BYTES = 32;

    static IngestKey random(RandomGenerator random) {
        byte[] id = new byte[ID_BYTES];
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(id);
        random.nextBytes(secret);
        return new IngestKey(
                HexFormat.of().formatHex(id),
                Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** The key behind its text; nothing when the text is no key. */
    static Optional<IngestKey> parse(String text) {
        String[] fields = text.split("_", 3);
        return fields.length == 3 && fields[0].equals("plk")
                ? Optional.of(new IngestKey(fields[1], fields[2]))
                : Optional.empty();
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    String text() {
        return "plk_" + id + "_" + secret;
    }
}
