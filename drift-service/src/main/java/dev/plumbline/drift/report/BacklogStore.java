package dev.plumbline.drift.report;

import dev.plumbline.tracestore.database.Sql;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** What waits, as gauges: of all replicas together, since they share the tables. */
@Singleton
class BacklogStore {

    private static final String COUNTS = """
            SELECT (SELECT count(*) FROM drift.input WHERE fate IS NULL) AS requests,
                   (SELECT count(*) FROM drift.observation WHERE state = 'waiting') AS sessions,
                   (SELECT count(*) FROM drift.outbox) AS outbox,
                   (SELECT count(*) FROM drift.finding WHERE state = 'open') AS findings
            """;

    private final DataSource database;
    private final Map<String, Long> counts = new ConcurrentHashMap<>();

    BacklogStore(DataSource database, MeterRegistry metrics) {
        this.database = database;
        gauge(metrics, "plumbline.drift.requests.waiting", "requests");
        gauge(metrics, "plumbline.drift.sessions.waiting", "sessions");
        gauge(metrics, "plumbline.drift.outbox.waiting", "outbox");
        gauge(metrics, "plumbline.drift.findings.open", "findings");
    }

    @Scheduled(
            every = "15s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void count() {
        Map<String, Long> now = Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(COUNTS)) {
                ResultSet row = query.executeQuery();
                row.next();
                return Map.of(
                        "requests", row.getLong("requests"),
                        "sessions", row.getLong("sessions"),
                        "outbox", row.getLong("outbox"),
                        "findings", row.getLong("findings"));
            }
        });
        counts.putAll(now);
    }

    private void gauge(MeterRegistry metrics, String name, String count) {
        metrics.gauge(name, List.of(), counts, all -> all.getOrDefault(count, 0L));
    }
}
