package dev.plumbline.console.people;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Passwords as PBKDF2 with HMAC-SHA-256 (RFC 8018), stored as {@code pbkdf2-sha256$<iterations>$<salt>$<key>}; 600 000
 * iterations as the OWASP password storage cheat sheet of 2023 asks for.
 */
public final class Password {
    private static final String KIND = "pbkdf2-sha256";
    private static final int ITERATIONS = 600_000;
    private static final int KEY_BITS = 256;
    private static final int SALT_BYTES = 16;
    private static final int SHORTEST = 12;
    private static final int LONGEST = 200;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Takes as long to refuse as a real one, so that a name that is not there cannot be told by the time. */
    public static final String NOBODYS = KIND + "$" + ITERATIONS + "$" + "A".repeat(22) + "$" + "A".repeat(43);

    private Password() {}

    /** Why this cannot be a password; empty when it can. */
    public static Optional<String> problem(String password, String name) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            return Optional.of("A password has 12 to 200 characters.");
        }
        if (password.equalsIgnoreCase(name) || password.chars().distinct().count() < 5) {
            return Optional.of("This password is guessed at once: use at least five different characters.");
        }
        return Optional.empty();
    }

    static String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return KIND + "$" + ITERATIONS + "$" + text(salt) + "$" + text(key(password, salt, ITERATIONS));
    }

    public static boolean matches(String password, String stored) {
        String[] fields = stored.split("\\$", -1);
        if (fields.length != 4 || !fields[0].equals(KIND) || password.length() > LONGEST) {
            return false;
        }
        byte[] salt = Base64.getUrlDecoder().decode(fields[2]);
        byte[] expected = Base64.getUrlDecoder().decode(fields[3]);
        return MessageDigest.isEqual(expected, key(password, salt, Integer.parseInt(fields[1])));
    }

    private static byte[] key(String password, byte[] salt, int iterations) {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, KEY_BITS))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("PBKDF2WithHmacSHA256 is part of every JDK", e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
