package dev.plumbline.alerting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.contracts.event.DriftChanged;
import dev.plumbline.contracts.event.ScoreRecorded;
import dev.plumbline.contracts.event.Topics;
import dev.plumbline.testkit.servers.PlumblineServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;

import static dev.plumbline.alerting.Bench.MINUTE;
import static dev.plumbline.alerting.Bench.PATIENCE;
import static dev.plumbline.alerting.Bench.console;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the bus may bring besides good events: nothing of it stops what comes after. */
@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_alert"))
class IntakeIT {
    private static final long START = Instant.parse("2026-04-01T00:00:00Z").getEpochSecond() * 1_000_000_000L;

    @Inject
    DataSource database;

    private final Bench bench = new Bench();

    private List<String> query(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            ResultSet row = query.executeQuery();
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }

    private List<String> reasons(String topic, String marker) throws SQLException {
        return query("SELECT reason FROM alert.dead_letter WHERE topic = '" + topic + "' AND value LIKE '%" + marker
                + "%'::bytea ORDER BY id");
    }

    private long signals() throws SQLException {
        return Long.parseLong(query("SELECT count(*) FROM alert.signal WHERE feature = '" + bench.feature + "'")
                .get(0));
    }

    private byte[] changed(Object event, Consumer<ObjectNode> change) {
        ObjectNode node = (ObjectNode) Bench.read(new String(Bench.bytes(event), StandardCharsets.UTF_8));
        node.put("marker", bench.feature);
        change.accept(node);
        return Bench.bytes(node);
    }

    @Test
    void badScores_areSetAsideOnceWithTheFieldAndTheirNeighboursAreStored() throws Exception {
        ScoreRecorded good = bench.score(1, START, false, Map.of());
        List<byte[]> bad = List.of(
                ("no event " + bench.feature).getBytes(StandardCharsets.UTF_8),
                ("{\"marker\":\"" + bench.feature + "\"}").getBytes(StandardCharsets.UTF_8),
                changed(good, node -> node.remove("score")),
                changed(good, node -> node.withObject("/score").put("label", "good")),
                changed(good, node -> node.withObject("/origin").put("feature", "with \0 inside")),
                changed(good, node -> node.withObject("/origin").put("feature", "x".repeat(501))),
                changed(good, node -> node.withObject("/sampling").put("probability", 0)),
                changed(good, node -> node.put("atNano", "tomorrow")),
                changed(good, node -> node.withObject("/request").put("projectId", 1e12)),
                changed(good, node -> node.put("atNano", 0)));
        List<Object> sent = new ArrayList<>(List.of(good));
        sent.addAll(bad);
        sent.add(bench.score(2, START, false, Map.of("app.odd", "NUL \0 and \\u0000 inside")));
        bench.send(Topics.SCORES, sent);
        bench.send(Topics.SCORES, sent);
        bench.send(Topics.SCORES, List.of(bench.score(3, START, false, Map.of())));

        await().atMost(PATIENCE).until(() -> signals() == 3);

        assertThat(reasons(Topics.SCORES, bench.feature))
                .hasSize(bad.size())
                .anyMatch(reason -> reason.equals("the record is no JSON"))
                .anyMatch(reason -> reason.startsWith("score is missing"))
                .anyMatch(reason -> reason.startsWith("score.label"))
                .anyMatch(reason -> reason.startsWith("origin.feature holds a NUL"))
                .anyMatch(reason -> reason.contains("atNano"))
                .anyMatch(reason -> reason.startsWith("sampling.probability"));
    }

    /** The database takes no name of that length into its index; the reader cannot know. */
    @Test
    void scoreThatTheDatabaseRefuses_isSetAsideAlone() throws Exception {
        ScoreRecorded good = bench.score(1, START, false, Map.of());
        byte[] refused = changed(good, node -> {
            StringBuilder name = new StringBuilder();
            for (int i = 0; i < 500; i++) {
                name.append((char) (0x4E00 + i * 37 % 20000));
            }
            node.withObject("/score").put("name", name.toString());
            node.withObject("/request").put("traceId", name.reverse().toString());
        });

        bench.send(Topics.SCORES, List.of(good, refused, bench.score(2, START, false, Map.of())));

        await().atMost(PATIENCE).until(() -> signals() == 2);
        await().atMost(PATIENCE)
                .until(() -> !reasons(Topics.SCORES, bench.feature).isEmpty());
        assertThat(reasons(Topics.SCORES, bench.feature))
                .singleElement()
                .satisfies(reason -> assertThat(reason).startsWith("the database refuses it"));
    }

    @Test
    void badFindings_areSetAsideAndTheNextIsFollowed() throws Exception {
        DriftChanged good = bench.drift("opened");
        bench.send(
                Topics.DRIFT,
                List.of(
                        "no event".getBytes(StandardCharsets.UTF_8),
                        changed(good, node -> node.remove("evidence")),
                        changed(good, node -> node.put("change", "vanished")),
                        changed(good, node -> node.put("statement", "with \0 inside")),
                        good));

        await().atMost(PATIENCE).until(() -> bench.alerts("open").size() == 1);
        assertThat(reasons(Topics.DRIFT, bench.feature)).hasSize(3);
    }

    @Test
    void olderScore_replacesNoNewerOne() throws Exception {
        ScoreRecorded older = bench.score(1, START, false, Map.of());
        ScoreRecorded newer = bench.score(1, START, true, Map.of());
        bench.send(Topics.SCORES, List.of(older, newer, older, bench.score(2, START, false, Map.of())));

        await().atMost(PATIENCE).until(() -> signals() == 2);

        assertThat(query("SELECT bad FROM alert.signal WHERE feature = '" + bench.feature + "' ORDER BY trace_id"))
                .containsExactly("t", "f");
    }

    /** Scores of requests that were chosen because something is wrong with them would look like a loss of quality. */
    @Test
    void alwaysScored_isKeptButNotCounted() throws Exception {
        List<ScoreRecorded> scores = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            scores.add(bench.score(i, START + i * MINUTE / 4, false, Map.of()));
            scores.add(bench.score(
                    1000 + i, START + i * MINUTE / 4, true, Map.of(), new ScoreRecorded.Sampling(1, "thumbs_down", 1)));
        }
        bench.send(Topics.SCORES, scores);

        await().atMost(PATIENCE).until(() -> rule().path("numbers").path("n").asInt() > 100);

        assertThat(signals()).isEqualTo(400);
        assertThat(rule().path("numbers").path("bad").asInt()).isZero();
        assertThat(rule().path("state").asText()).isEqualTo("no_data");
    }

    /** One client with a broken clock must not carry the feature's watermark away. */
    @Test
    void scoreOfTheFuture_stopsNothing() throws Exception {
        long future = Instant.parse("2200-01-01T00:00:00Z").getEpochSecond() * 1_000_000_000L;
        bench.send(Topics.SCORES, List.of(bench.score(0, future, true, Map.of())));
        await().atMost(PATIENCE).until(() -> signals() == 1);
        List<ScoreRecorded> scores = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            scores.add(bench.score(i, START + i * MINUTE, false, Map.of()));
        }
        bench.send(Topics.SCORES, scores);

        await().atMost(PATIENCE).until(() -> rule().path("numbers").path("n").asInt() == 40);
    }

    /** What comes too late for its step is counted in the next one; what comes an hour later is not. */
    @Test
    void lateScores_areCountedUpToAnHour() throws Exception {
        List<ScoreRecorded> scores = new ArrayList<>();
        for (int i = 1; i <= 120; i++) {
            scores.add(bench.score(i, START + i * MINUTE, false, Map.of()));
        }
        bench.send(Topics.SCORES, scores);
        await().atMost(PATIENCE).until(() -> rule().path("numbers").path("n").asInt() > 50);

        bench.send(
                Topics.SCORES,
                List.of(
                        bench.score(200, START + 90 * MINUTE, true, Map.of()),
                        bench.score(201, START + 10 * MINUTE, true, Map.of()),
                        bench.score(202, START + 135 * MINUTE, false, Map.of())));

        await().atMost(PATIENCE).until(() -> rule().path("numbers").path("bad").asInt() == 1);
        assertThat(query("SELECT step FROM alert.signal WHERE feature = '" + bench.feature + "' AND bad ORDER BY step"))
                .first()
                .isEqualTo("-1");
    }

    private JsonNode rule() {
        JsonNode items = Bench.read(console().get("/api/v1/rules").asString()).path("items");
        for (JsonNode series : items) {
            if (series.path("feature").asText().equals(bench.feature)
                    && series.path("slice").asText().isEmpty()) {
                return series;
            }
        }
        return Bench.read("{}");
    }
}
