package dev.plumbline.drift.intake;

import dev.plumbline.contracts.event.RequestSettled;
import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.drift.intake.IntakeStore.DeadLetter;
import dev.plumbline.tracestore.database.DatabaseException;
import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A batch of the bus to rows. Returns only after the commit, so that the bus forgets nothing that is not stored: a
 * database that is away is waited for, as long as it takes and longer between tries up to {@link #LONGEST_WAIT}. A
 * record that cannot be used becomes a dead letter and takes no other with it.
 *
 * <p>Counted in {@code plumbline.intake.records}: received = stored + known + dead + own, in records;
 * what the judge did itself is own, and its inputs are no users' inputs.
 */
final class Intake {
    static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(Intake.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);

    private final Storing store;
    private final Waiting waiting;
    private final Clock clock;
    private final Duration settle;
    private final MeterRegistry metrics;

    /** @param settle how long after a request came in its feature is looked at */
    Intake(Storing store, Waiting waiting, Clock clock, Duration settle, MeterRegistry metrics) {
        this.store = store;
        this.waiting = waiting;
        this.clock = clock;
        this.settle = settle;
        this.metrics = metrics;
    }

    /** Stores a batch in one transaction; see {@link IntakeStore#store}. */
    @FunctionalInterface
    interface Storing {
        int store(List<RequestSettled> events, List<DeadLetter> letters, IntakeStore.Moment moment);
    }

    /** Waits; throws when the service stops, so that the batch stays on the bus. */
    @FunctionalInterface
    interface Waiting {
        void pause(Duration time);
    }

    void take(List<BusRecord> records) {
        try {
            storeOrWait(records);
        } catch (DatabaseException e) {
            if (!e.isData()) {
                throw e;
            }
            oneByOne(records, e);
        } catch (StoppedException e) {
            throw e;
        } catch (RuntimeException e) {
            oneByOne(records, e);
        }
    }

    /** The service stops: what is in hand comes again. */
    static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoppedException() {
            super("stopping", null, false, false);
        }
    }

    private void oneByOne(List<BusRecord> records, RuntimeException fault) {
        if (records.size() == 1) {
            BusRecord record = records.get(0);
            LOG.warnf(fault, "a record cannot be used: %s/%d", record.topic(), record.offset());
            String reason = "cannot be stored: " + fault.getClass().getSimpleName();
            store(List.of(), List.of(new DeadLetter(record, reason)));
            count("dead", 1);
            return;
        }
        records.forEach(record -> take(List.of(record)));
    }

    private void storeOrWait(List<BusRecord> records) {
        List<RequestSettled> events = new ArrayList<>();
        List<DeadLetter> letters = new ArrayList<>();
        int own = 0;
        for (BusRecord record : records) {
            try {
                RequestSettled event = EventReader.read(record.value());
                if (event.origin().feature().equals(Origin.EVALUATOR)) {
                    own++;
                } else {
                    events.add(event);
                }
            } catch (EventReader.UnreadableException e) {
                letters.add(new DeadLetter(record, String.valueOf(e.getMessage())));
            }
        }
        int stored = store(events, letters);
        count("stored", stored);
        count("known", events.size() - stored);
        count("dead", letters.size());
        count("own", own);
    }

    private int store(List<RequestSettled> events, List<DeadLetter> letters) {
        Duration wait = FIRST_WAIT;
        while (true) {
            try {
                return store.store(events, letters, new IntakeStore.Moment(clock.instant(), settle));
            } catch (DatabaseException e) {
                if (e.isData()) {
                    throw e;
                }
                LOG.warnf("%s; %d records wait on the bus", e.getMessage(), events.size() + letters.size());
            }
            waiting.pause(wait);
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        }
    }

    private void count(String end, int records) {
        metrics.counter("plumbline.intake.records", "end", end).increment(records);
    }
}
