package dev.plumbline.ingest.traffic;

import dev.plumbline.tracestore.traffic.TrafficWriter;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;

/** Counts what changed; until then readers count it themselves, so nobody waits for this. */
@Singleton
public class TrafficStore {
    private static final int TOGETHER = 500;

    /** Their values are in memory together. */
    private static final int NOTED = 20;

    private static final Duration QUIET = Duration.ofMinutes(5);
    private static final int SECONDS = 60;

    private final DataSource database;
    private final TrafficWriter traffic = new TrafficWriter();

    private final Clock clock;

    TrafficStore(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** All that is due. */
    @Scheduled(every = "5s", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    public void count() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            boolean more = true;
            while (more) {
                more = traffic.count(connection, TOGETHER);
                connection.commit();
            }
        }
    }

    /** Which values the requests of minutes have that hardly change any more. */
    @Scheduled(every = "20s", delayed = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    public void note() throws SQLException {
        int before = (int) clock.instant().minus(QUIET).getEpochSecond() / SECONDS;
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            boolean more = true;
            while (more) {
                more = traffic.note(connection, before, NOTED);
                connection.commit();
            }
        }
    }
}
