package dev.plumbline.evaluator.judge.endpoint;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header Retry-After (RFC 9110, section 10.2.3): seconds or a date; at most an hour is believed. */
final class RetryAfter {
    static final Duration MOST = Duration.ofHours(1);

    private RetryAfter() {}

    static Optional<Duration> parse(String header, Instant now) {
        String value = header.strip();
        try {
            Duration asked = value.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(value))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            if (asked.isNegative()) {
                return Optional.of(Duration.ZERO);
            }
            return Optional.of(asked.compareTo(MOST) > 0 ? MOST : asked);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
