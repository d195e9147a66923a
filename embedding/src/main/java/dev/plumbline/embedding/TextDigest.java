package dev.plumbline.embedding;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of a text in UTF-8, as a key. */
record TextDigest(long a, long b, long c, long d) {

    static TextDigest of(byte[] utf8) {
        ByteBuffer sha = ByteBuffer.wrap(sha256().digest(utf8));
        return new TextDigest(sha.getLong(), sha.getLong(), sha.getLong(), sha.getLong());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
