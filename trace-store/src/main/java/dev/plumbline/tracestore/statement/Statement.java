package dev.plumbline.tracestore.statement;

import dev.plumbline.tracestore.Storable;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * One thing said of what requests did.
 *
 * @param kind {@code feedback} of users, {@code truth} of a system of record, or {@code score} of another evaluator
 * @param name what was measured, for example {@code resolved}
 */
public record Statement(int projectId, String kind, Subject subject, String name, Said said, Told told) {
    public Statement {
        name = Storable.text(name);
    }

    /**
     * At least one of value and label is present.
     *
     * @param value finite
     * @param comment why, in words
     */
    public record Said(
            @Nullable Double value,
            @Nullable String label,
            @Nullable String comment) {
        public Said {
            label = Storable.textOrNull(label);
            comment = Storable.textOrNull(comment);
        }
    }

    /**
     * @param source who says so; empty when nobody said
     * @param atNano when it became known, nanoseconds since the Unix epoch; of two statements of one source about the same
     *     the later one counts
     * @param atGiven whether the sender said when; else it is the time of receipt
     * @param id the sender's own id of the statement, by which it is known again
     */
    public record Told(
            String source,
            long atNano,
            boolean atGiven,
            @Nullable String id) {
        public Told {
            source = Storable.text(source);
        }
    }

    /** The same without the words about it. */
    public Statement withoutComment() {
        return new Statement(projectId, kind, subject, name, new Said(said.value(), said.label(), null), told);
    }

    /** Tells the same statement sent again: by the sender's id, else by all it says. */
    byte[] digest() {
        if (told.id() != null) {
            return sha256("id", told.id());
        }
        return sha256(
                "content",
                kind,
                subject.stored(),
                subject.spanId(),
                name,
                told.source(),
                text(said.value()),
                said.label(),
                said.comment(),
                String.valueOf(told.atNano()));
    }

    /** Tells whether a statement of the same id says the same; when is left out where the sender did not say. */
    byte[] content() {
        return sha256(
                kind,
                subject.stored(),
                subject.spanId(),
                name,
                told.source(),
                text(said.value()),
                said.label(),
                said.comment(),
                told.atGiven() ? String.valueOf(told.atNano()) : null);
    }

    private static @Nullable String text(@Nullable Double value) {
        return value == null ? null : value.toString();
    }

    /** Each part with its length before it, so that no two lists of parts are the same bytes. */
    private static byte[] sha256(@Nullable String... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
                sha.update(ByteBuffer.allocate(Integer.BYTES)
                        .putInt(part == null ? -1 : bytes.length)
                        .array());
                sha.update(bytes);
            }
            return sha.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
