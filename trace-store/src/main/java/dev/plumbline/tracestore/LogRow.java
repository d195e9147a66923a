package dev.plumbline.tracestore;

import dev.plumbline.contracts.trace.Content;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A log record with its body as stored and the digest that makes it one row.
 *
 * @param digest SHA-256 over time, event name and body, 64 hex digits
 */
record LogRow(LogRecord log, byte[] body, String digest) {

    static LogRow of(LogRecord log) {
        byte[] body = PayloadCodec.encode(log.content() == null ? Content.EMPTY : log.content());
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(ByteBuffer.allocate(Long.BYTES).putLong(log.timeNano()).array());
            sha.update(log.eventName().getBytes(StandardCharsets.UTF_8));
            return new LogRow(log, body, Hex.text(sha.digest(body)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
