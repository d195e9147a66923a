package dev.plumbline.alerting.intake;

import dev.plumbline.alerting.intake.EventReader.UnreadableException;
import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Batches of one topic to rows. A batch is stored whole; when the database refuses its content it is stored one by one,
 * so that only the record at fault is set aside. What cannot be read is set aside with its reason. A database that is away is
 * waited for: nothing is skipped.
 *
 * <p>Every record that came is counted, by {@code end}; those set aside as {@code dead}.
 */
final class Intake {
    private static final Logger LOG = Logger.getLogger(Intake.class);
    private static final long FIRST_MILLIS = 200;
    private static final long MOST_MILLIS = 5000;

    /** Classes of SQL states: data exceptions, violated constraints, limits of the program. */
    private static final List<String> ABOUT_CONTENT = List.of("22", "23", "54");

    private final String topic;
    private final String counter;
    private final DeadLetterStore deadLetters;
    private final MeterRegistry metrics;

    Intake(String topic, String counter, DeadLetterStore deadLetters, MeterRegistry metrics) {
        this.topic = topic;
        this.counter = counter;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
    }

    interface Reading<E> {
        E read(byte[] value) throws UnreadableException;
    }

    /** Stores all or nothing; the same again changes nothing. */
    interface Storing<E> {
        void store(List<E> events) throws SQLException;
    }

    private record Read<E>(byte @Nullable [] value, E event) {}

    /** Returns when all are stored or set aside. */
    <E> void take(List<byte[]> batch, Reading<E> reading, Storing<E> storing) throws InterruptedException {
        List<Read<E>> read = new ArrayList<>();
        for (byte[] value : batch) {
            try {
                read.add(new Read<>(value, reading.read(value)));
            } catch (UnreadableException e) {
                setAside(value, e.reason());
            }
        }
        store(read, storing);
    }

    void count(String end, long records) {
        metrics.counter(counter, "end", end).increment(records);
    }

    private <E> void store(List<Read<E>> read, Storing<E> storing) throws InterruptedException {
        List<E> events = read.stream().map(Read::event).toList();
        try {
            untilDone(() -> storing.store(events));
        } catch (RefusedException e) {
            if (read.size() == 1) {
                setAside(read.get(0).value(), String.valueOf(e.getMessage()));
                return;
            }
            for (Read<E> one : read) {
                store(List.of(one), storing);
            }
        }
    }

    private void setAside(byte @Nullable [] value, String reason) throws InterruptedException {
        DeadLetterStore.Letter letter = new DeadLetterStore.Letter(topic, value == null ? new byte[0] : value, reason);
        try {
            untilDone(() -> deadLetters.store(List.of(letter)));
        } catch (RefusedException e) {
            throw new IllegalStateException("a dead letter fits whatever came", e);
        }
        count("dead", 1);
    }

    interface Work {
        void run() throws SQLException;
    }

    /** The database is there and does not want this. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(SQLException cause) {
            super("the database refuses it: " + cause.getMessage(), cause);
        }
    }

    /** Tries until the database takes it, with bounded waits between; refused content alone is not tried again. */
    static void untilDone(Work work) throws InterruptedException, RefusedException {
        long wait = FIRST_MILLIS;
        while (true) {
            try {
                work.run();
                return;
            } catch (SQLException e) {
                if (isAboutContent(e)) {
                    throw new RefusedException(e);
                }
                LOG.warnf("the database took no events, again in %d ms: %s", wait, e.getMessage());
                synchronized (work) {
                    work.wait(wait);
                }
                wait = Math.min(MOST_MILLIS, wait * 2);
            }
        }
    }

    private static boolean isAboutContent(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                return ABOUT_CONTENT.stream().anyMatch(state::startsWith);
            }
        }
        return false;
    }
}
