package dev.plumbline.alerting.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.alerting.Bench;
import dev.plumbline.contracts.event.ScoreRecorded;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

import static dev.plumbline.alerting.Bench.MINUTE;
import static dev.plumbline.alerting.Bench.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** However many replicas move a feature, and in whatever portions its scores come, it ends in the same state. */
@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_alert"))
class CycleIT {
    private static final long START = Instant.parse("2026-05-01T00:00:00Z").getEpochSecond() * 1_000_000_000L;
    private static final int HOURS = 12;

    @Inject
    RuleStore rules;

    @Inject
    DataSource database;

    private static List<ScoreRecorded> scores(Bench bench) {
        Random random = new Random(17);
        List<ScoreRecorded> scores = new ArrayList<>();
        for (int i = 0; i < HOURS * 120; i++) {
            boolean loss = i > 8 * 120;
            String plan = random.nextInt(3) == 0 ? "pro" : "free";
            boolean bad = random.nextDouble() < (loss && plan.equals("pro") ? 0.7 : 0.04);
            scores.add(bench.score(i, START + i * MINUTE / 2, bad, Map.of("app.plan", plan)));
        }
        return scores;
    }

    private List<String> state(Bench bench) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT next_step, state FROM alert.feature_cycle WHERE feature = ?")) {
            query.setString(1, bench.feature);
            ResultSet row = query.executeQuery();
            return row.next() ? List.of(row.getString(1), row.getString(2)) : List.of("-1", "{}");
        }
    }

    private boolean isThrough(Bench bench) throws SQLException {
        return Long.parseLong(state(bench).get(0)) == (START + HOURS * 60 * MINUTE) / (5 * MINUTE);
    }

    @Test
    void portionsAndReplicas_giveTheStateOfOneReplicaInOneGo() throws Exception {
        Bench whole = new Bench();
        Bench portions = new Bench();
        whole.send(Topics.SCORES, scores(whole));
        await().atMost(PATIENCE).until(() -> isThrough(whole));
        AtomicBoolean running = new AtomicBoolean(true);
        ExecutorService replicas = Executors.newFixedThreadPool(3);
        List<Future<?>> ends = new ArrayList<>();
        for (int replica = 0; replica < 3; replica++) {
            ends.add(replicas.submit(() -> {
                while (running.get()) {
                    rules.advance(new RuleStore.Feature(1, portions.feature));
                }
                return null;
            }));
        }

        List<ScoreRecorded> scores = scores(portions);
        for (int from = 0; from < scores.size(); from += 100) {
            portions.send(Topics.SCORES, scores.subList(from, Math.min(scores.size(), from + 100)));
        }
        portions.send(Topics.SCORES, scores);
        await().atMost(PATIENCE).until(() -> isThrough(portions));
        running.set(false);
        for (Future<?> end : ends) {
            end.get();
        }
        replicas.shutdown();

        assertThat(state(portions)).isEqualTo(state(whole));
        assertThat(portions.alerts("all")).hasSize(1);
        assertThat(evidence(portions).path("measure")).isEqualTo(evidence(whole).path("measure"));
        assertThat(evidence(portions).path("slice")).isEqualTo(evidence(whole).path("slice"));
    }

    private static JsonNode evidence(Bench bench) {
        return bench.alerts("all").get(0).path("alert").path("evidence");
    }
}
