package dev.plumbline.evaluator.scores;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The day that a score is kept under: the UTC day of its request's start, so that ageing drops whole days of traffic.
 * A start outside of what is kept, or after tomorrow, is kept under the day of scoring: a sender's wrong clock must
 * make no day that is dropped at once or never.
 *
 * @param keepDays how many days are kept, today included
 */
record ScoreDays(int keepDays) {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    LocalDate of(long startNano, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate day =
                LocalDate.ofInstant(Instant.ofEpochSecond(Math.floorDiv(startNano, NANOS_PER_SECOND)), ZoneOffset.UTC);
        return day.isBefore(firstKept(now)) || day.isAfter(today.plusDays(1)) ? today : day;
    }

    LocalDate firstKept(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(keepDays - 1L);
    }
}
