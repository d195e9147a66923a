package dev.plumbline.tracestore.statement;

import dev.plumbline.tracestore.Storable;
import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * What a statement is about.
 *
 * @param text which one: 32 hex digits of a trace, a session's id, 64 hex digits of a fingerprint, {@code name=value} of a
 *     business key, or the id of a model's response
 * @param spanId the span of a trace, 16 hex digits; null for its request as a whole
 */
public record Subject(Kind kind, String text, @Nullable String spanId) {
    public Subject {
        text = Storable.text(text);
    }

    /** How requests may be called. */
    public enum Kind {
        TRACE,
        SESSION,
        FINGERPRINT,
        KEY,
        RESPONSE;

        /** This kind's prefix and which one: the form that is stored and compared. */
        public String stored(String text) {
            return name().toLowerCase(Locale.ROOT) + ' ' + text;
        }
    }

    public static Subject trace(String traceId) {
        return new Subject(Kind.TRACE, traceId, null);
    }

    public static Subject span(String traceId, String spanId) {
        return new Subject(Kind.TRACE, traceId, spanId);
    }

    public static Subject of(Kind kind, String text) {
        return new Subject(kind, text, null);
    }

    public static Subject key(String name, String value) {
        return new Subject(Kind.KEY, name + '=' + value, null);
    }

    /** Out of its stored form. */
    public static Subject read(String stored, @Nullable String spanId) {
        int space = stored.indexOf(' ');
        Kind kind = Kind.valueOf(stored.substring(0, space).toUpperCase(Locale.ROOT));
        return new Subject(kind, stored.substring(space + 1), spanId);
    }

    /** As it is stored, without the span. */
    public String stored() {
        return kind.stored(text);
    }

    /**
     * Whether it names one request for certain. Any other may name one that is still under way when the statement comes:
     * the last turn of a session, say.
     */
    public boolean isExact() {
        return kind == Kind.TRACE || kind == Kind.RESPONSE;
    }
}
