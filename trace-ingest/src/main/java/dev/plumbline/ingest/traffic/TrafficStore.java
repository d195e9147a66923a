package dev.plumbline.ingest.traffic;

import dev.plumbline.tracestore.traffic.TrafficWriter;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Counts what changed; until then readers count it themselves, so nobody waits for this. */
@Singleton
public class TrafficStore {
    private static final int TOGETHER = 500;

    private final DataSource database;
    private final TrafficWriter traffic = new TrafficWriter();

    TrafficStore(DataSource database) {
        this.database = database;
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
}
