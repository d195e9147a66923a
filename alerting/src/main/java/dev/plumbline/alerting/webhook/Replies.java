package dev.plumbline.alerting.webhook;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** What a receiver's answer says. It is text of a stranger: control characters are left out. */
final class Replies {
    private static final int HEAD_CHARS = 300;

    private Replies() {}

    /** The first characters of a body, on one line; null when there are none. */
    static @Nullable String head(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, 4 * HEAD_CHARS), StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ")
                .strip();
        return text.isEmpty() ? null : text.substring(0, Math.min(text.length(), HEAD_CHARS));
    }

    /** The header {@code Retry-After} in either of its forms; null when it is missing or cannot be read. */
    static @Nullable Duration retryAfter(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        if (header.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(header));
        }
        try {
            Instant when = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return when.isAfter(now) ? Duration.between(now, when) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
