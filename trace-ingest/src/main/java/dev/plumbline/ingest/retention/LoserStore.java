package dev.plumbline.ingest.retention;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Removes spans that lost against another of the same ids, some time after that was noted; readers pass over them all the
 * while. One is only removed while the winner is there, by the rule that readers choose it by.
 */
@Singleton
public class LoserStore {
    private static final String SWEEP = """
            WITH due AS (
                SELECT project_id, trace_id, span_id, start_nano FROM trace.conflict
                WHERE NOT removed AND found_at < now() - interval '10 minutes' LIMIT ? FOR UPDATE SKIP LOCKED),
            losers AS (
                SELECT span.day, span.project_id, span.trace_id, span.span_id, span.start_nano
                FROM due JOIN trace.span USING (project_id, trace_id, span_id, start_nano)
                WHERE EXISTS (
                    SELECT 1 FROM trace.span AS winner
                    WHERE winner.trace_id = span.trace_id AND winner.span_id = span.span_id
                      AND winner.project_id = span.project_id
                      AND (winner.end_nano, winner.start_nano) > (span.end_nano, span.start_nano))),
            payloads AS (
                DELETE FROM trace.payload USING losers
                WHERE payload.trace_id = losers.trace_id AND payload.span_id = losers.span_id
                  AND payload.project_id = losers.project_id AND payload.start_nano = losers.start_nano
                  AND payload.day = losers.day),
            spans AS (
                DELETE FROM trace.span USING losers
                WHERE span.trace_id = losers.trace_id AND span.span_id = losers.span_id
                  AND span.project_id = losers.project_id AND span.start_nano = losers.start_nano
                  AND span.day = losers.day)
            UPDATE trace.conflict SET removed = true FROM due
            WHERE conflict.trace_id = due.trace_id AND conflict.span_id = due.span_id
              AND conflict.project_id = due.project_id AND conflict.start_nano = due.start_nano
            """;

    private static final int TOGETHER = 1_000;

    private final DataSource database;

    LoserStore(DataSource database) {
        this.database = database;
    }

    @Scheduled(every = "10m", delayed = "4m", concurrentExecution = ConcurrentExecution.SKIP)
    void everyTenMinutes() throws SQLException {
        int swept;
        do {
            swept = sweep();
        } while (swept == TOGETHER);
        try (Connection connection = database.getConnection();
                Statement forget = connection.createStatement()) {
            forget.executeUpdate("DELETE FROM trace.conflict WHERE removed AND found_at < now() - interval '90 days'");
        }
    }

    /** @return how many were looked at */
    public int sweep() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement sweep = connection.prepareStatement(SWEEP)) {
            sweep.setInt(1, TOGETHER);
            return sweep.executeUpdate();
        }
    }
}
