package dev.plumbline.evaluator.intake;

import dev.plumbline.contracts.event.RequestSettled;
import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.evaluator.deadletter.BusRecord;
import dev.plumbline.evaluator.deadletter.DeadLetter;
import dev.plumbline.evaluator.deadletter.UnreadableException;
import dev.plumbline.evaluator.intake.JobMaker.Work;
import dev.plumbline.tracestore.database.DatabaseException;
import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A batch of the bus to job rows. Returns only after the commit, so that the bus forgets nothing that is not stored: a
 * database that is away is waited for, as long as it takes and longer between tries up to {@link #LONGEST_WAIT}. A
 * record that cannot be used becomes a dead letter and takes no other with it.
 *
 * <p>Counted in {@code plumbline.intake.records}: received = opened + known + dead + own, in records; what the judge did
 * itself is own, and never judged.
 */
final class Intake {
    static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(Intake.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);

    private final Supplier<JobMaker> makers;
    private final IntakeStore store;
    private final Waiting waiting;
    private final Clock clock;
    private final MeterRegistry metrics;

    Intake(Supplier<JobMaker> makers, IntakeStore store, Waiting waiting, Clock clock, MeterRegistry metrics) {
        this.makers = makers;
        this.store = store;
        this.waiting = waiting;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Waits; throws when the service stops, so that the batch stays on the bus. */
    @FunctionalInterface
    interface Waiting {
        void pause(Duration time);
    }

    void take(List<BusRecord> records) {
        try {
            storeOrWait(records);
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
            LOG.warnf(
                    fault,
                    "a record cannot be used: %s/%d",
                    records.get(0).topic(),
                    records.get(0).offset());
            letGo(List.of(new DeadLetter(
                    records.get(0), "cannot be stored: " + fault.getClass().getSimpleName())));
            return;
        }
        records.forEach(record -> take(List.of(record)));
    }

    private void storeOrWait(List<BusRecord> records) {
        JobMaker maker = makers.get();
        List<Work> jobs = new ArrayList<>();
        List<DeadLetter> letters = new ArrayList<>();
        int readable = 0;
        int own = 0;
        for (BusRecord record : records) {
            try {
                RequestSettled event = EventReader.read(record.value());
                if (event.origin().feature().equals(Origin.EVALUATOR)) {
                    own++;
                    continue;
                }
                jobs.add(maker.work(event));
                readable++;
            } catch (UnreadableException e) {
                letters.add(new DeadLetter(record, String.valueOf(e.getMessage())));
            }
        }
        int opened = store(jobs, letters);
        count("opened", opened);
        count("known", readable - opened);
        count("dead", letters.size());
        count("own", own);
    }

    private void letGo(List<DeadLetter> letters) {
        store(List.of(), letters);
        count("dead", letters.size());
    }

    private int store(List<Work> jobs, List<DeadLetter> letters) {
        Duration wait = FIRST_WAIT;
        while (true) {
            try {
                return store.store(jobs, letters, clock.instant());
            } catch (DatabaseException e) {
                if (e.isData()) {
                    throw e;
                }
                LOG.warnf("%s; %d records wait on the bus", e.getMessage(), jobs.size() + letters.size());
            }
            waiting.pause(wait);
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        }
    }

    private void count(String end, int records) {
        metrics.counter("plumbline.intake.records", "end", end).increment(records);
    }
}
