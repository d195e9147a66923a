package dev.plumbline.evaluator.bus;

import dev.plumbline.tracestore.database.DatabaseException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A batch of the bus to rows. Returns only after the commit, so that the bus forgets nothing that is not stored: a
 * database that is away is waited for, as long as it takes and longer between tries up to {@link #LONGEST_WAIT}. A
 * record that cannot be read or stored becomes a dead letter and takes no other with it.
 */
public final class Intake<E> {
    private static final Logger LOG = Logger.getLogger(Intake.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Reading<E> reading;
    private final Consumer<List<E>> storing;
    private final DeadLetterStore dead;
    private final Stopping stopping;

    /** @param storing stores a batch in one transaction; the same one again changes nothing */
    public Intake(Reading<E> reading, Consumer<List<E>> storing, DeadLetterStore dead, Stopping stopping) {
        this.reading = reading;
        this.storing = storing;
        this.dead = dead;
        this.stopping = stopping;
    }

    /** Bytes of the bus to an event; empty for one that says nothing to this service. */
    @FunctionalInterface
    public interface Reading<E> {
        Optional<E> read(byte @Nullable [] value) throws UnreadableException;
    }

    private record Read<E>(BusRecord record, E event) {}

    public void take(ConsumerRecords<byte[], byte[]> batch) {
        List<Read<E>> read = new ArrayList<>();
        List<DeadLetter> letters = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> one : batch) {
            BusRecord record = BusRecord.of(one);
            try {
                reading.read(record.value()).ifPresent(event -> read.add(new Read<>(record, event)));
            } catch (UnreadableException e) {
                letters.add(new DeadLetter(record, String.valueOf(e.getMessage())));
            }
        }
        if (!letters.isEmpty()) {
            untilDone(letters.size(), () -> dead.keep(letters));
        }
        store(read);
    }

    /** Together; one by one when one of them cannot be stored. */
    private void store(List<Read<E>> read) {
        if (read.isEmpty()) {
            return;
        }
        try {
            untilDone(
                    read.size(),
                    () -> storing.accept(read.stream().map(Read::event).toList()));
        } catch (Stopping.StoppedException e) {
            throw e;
        } catch (RuntimeException e) {
            if (read.size() == 1) {
                setAside(read.get(0).record(), e);
            } else {
                read.forEach(one -> store(List.of(one)));
            }
        }
    }

    private void setAside(BusRecord record, RuntimeException fault) {
        LOG.warnf(fault, "a record cannot be used: %s/%d", record.topic(), record.offset());
        String reason = "cannot be stored: " + fault.getClass().getSimpleName();
        untilDone(1, () -> dead.keep(List.of(new DeadLetter(record, reason))));
    }

    private void untilDone(int records, Runnable store) {
        Duration wait = FIRST_WAIT;
        while (true) {
            try {
                store.run();
                return;
            } catch (DatabaseException e) {
                if (e.isData()) {
                    throw e;
                }
                LOG.warnf("%s; %d records wait on the bus", e.getMessage(), records);
            }
            stopping.pause(wait);
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        }
    }
}
