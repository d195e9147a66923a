package dev.plumbline.alerting.upkeep;

import dev.plumbline.alerting.Bench;
import dev.plumbline.contracts.event.Topics;
import dev.plumbline.testkit.servers.PlumblineServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

import static dev.plumbline.alerting.Bench.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is old goes, what is not stays. */
@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_alert"))
class UpkeepIT {
    @Inject
    DataSource database;

    @Inject
    UpkeepStore store;

    private final Bench bench = new Bench();

    private long signals() throws SQLException {
        return rows("alert.signal");
    }

    private long rows(String table) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT count(*) FROM " + table + " WHERE feature = ?")) {
            query.setString(1, bench.feature);
            ResultSet row = query.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void signalsOlderThanTheyAreKept_areRemoved() throws Exception {
        long at = Instant.parse("2026-06-01T00:00:00Z").getEpochSecond() * 1_000_000_000L;
        bench.send(Topics.SCORES, List.of(bench.score(1, at, false, Map.of()), bench.score(2, at, false, Map.of())));
        await().atMost(PATIENCE).until(() -> signals() == 2);
        try (Connection connection = database.getConnection();
                PreparedStatement age = connection.prepareStatement("UPDATE alert.signal"
                        + " SET received_at = now() - interval '91 d' WHERE feature = ? AND trace_id LIKE '%1'")) {
            age.setString(1, bench.feature);
            age.executeUpdate();
        }
        try (Connection connection = database.getConnection();
                PreparedStatement age = connection.prepareStatement(
                        "UPDATE alert.score_seen SET seen_at = now() - interval '91 d' WHERE feature = ?")) {
            age.setString(1, bench.feature);
            assertThat(age.executeUpdate()).isEqualTo(1);
        }

        Instant before = Instant.now().minus(Duration.ofDays(90));
        await().atMost(PATIENCE).until(() -> store.remove(before));

        assertThat(signals()).isEqualTo(1);
        assertThat(rows("alert.score_seen")).isZero();
    }
}
