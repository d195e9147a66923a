package dev.plumbline.ingest;

import dev.plumbline.ingest.normalize.EvaluationResults;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Under which day a time is filed: its own within the accepted window, else the day of receipt. */
@Singleton
final class AcceptedDays {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final IngestConfig config;
    private final Clock clock;

    AcceptedDays(IngestConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** @param ofReceipt whether the day is that of receipt */
    record Day(LocalDate day, boolean ofReceipt) {}

    /** When something came that comes now, and the latest time that it may be of. */
    EvaluationResults.Times times() {
        Instant now = clock.instant();
        return new EvaluationResults.Times(nano(now), nano(now.plus(config.acceptedFuture())));
    }

    private static long nano(Instant time) {
        return time.getEpochSecond() * NANOS_PER_SECOND + time.getNano();
    }

    Day dayOf(long nano) {
        Instant now = clock.instant();
        Instant time = Instant.ofEpochSecond(nano / NANOS_PER_SECOND);
        boolean accepted =
                !time.isBefore(now.minus(config.acceptedPast())) && !time.isAfter(now.plus(config.acceptedFuture()));
        return new Day(LocalDate.ofInstant(accepted ? time : now, ZoneOffset.UTC), !accepted);
    }
}
