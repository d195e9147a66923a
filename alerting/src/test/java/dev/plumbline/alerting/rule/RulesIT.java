package dev.plumbline.alerting.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.alerting.Bench;
import dev.plumbline.alerting.Hook;
import dev.plumbline.contracts.event.RequestSettled;
import dev.plumbline.contracts.event.ScoreRecorded;
import dev.plumbline.contracts.event.Topics;
import dev.plumbline.contracts.trace.RequestShape;
import dev.plumbline.testkit.servers.PlumblineServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

import static dev.plumbline.alerting.Bench.MINUTE;
import static dev.plumbline.alerting.Bench.PATIENCE;
import static dev.plumbline.alerting.Bench.console;
import static dev.plumbline.alerting.Bench.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Rules that people write, from the API to what they open; tried out over the past; paused. */
@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_alert"))
class RulesIT {
    private static final Instant DAY = Instant.parse("2026-08-01T00:00:00Z");
    private static final long START = DAY.getEpochSecond() * 1_000_000_000L;

    @Inject
    DataSource database;

    private final Bench bench = new Bench();
    private final String name = "rule-" + bench.feature;

    /** Ten scores a minute from one minute up to another. */
    private List<ScoreRecorded> scores(long start, int from, int to, double share) {
        List<ScoreRecorded> scores = new ArrayList<>();
        for (int i = from * 10; i < to * 10; i++) {
            boolean bad = Math.floorMod(i * 7919L, 1000) < share * 1000;
            scores.add(bench.score(i, start + i * MINUTE / 10, bad, Map.of("app.plan", i % 4 == 0 ? "pro" : "free")));
        }
        return scores;
    }

    private void come(long start, int from, int to, double share) {
        bench.send(Topics.SCORES, scores(start, from, to, share));
    }

    private String text(String fields) {
        return "{\"name\": \"" + name + "\", \"feature\": \"" + bench.feature + "\", " + fields + "}";
    }

    private static Response post(String path, Object body) {
        return console().body(body).post("/api/v1/rules" + path);
    }

    private JsonNode series(String rule, String slice) {
        for (JsonNode item : read(console().get("/api/v1/rules").asString()).path("items")) {
            if (item.path("feature").asText().equals(bench.feature)
                    && item.at("/by/rule").asText().equals(rule)
                    && item.path("slice").asText().equals(slice)) {
                return item;
            }
        }
        return read("{}");
    }

    private long nextStep() throws SQLException {
        return Long.parseLong(row("SELECT next_step FROM alert.feature_cycle WHERE feature = '" + bench.feature + "'"));
    }

    private String row(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery(sql);
            return row.next() ? row.getString(1) : "-1";
        }
    }

    private void closed(long start, int minute) {
        await().atMost(PATIENCE).until(() -> nextStep() >= (start + minute * MINUTE) / (5 * MINUTE));
    }

    @Test
    void versions_areKeptWithWhoChangedThem_andAudited() throws Exception {
        post("", text("\"kind\": \"quality\", \"objective\": 0.1")).then().statusCode(201);
        post("", text("\"kind\": \"quality\"")).then().statusCode(409);
        console()
                .body(text("\"kind\": \"quality\", \"objective\": 0.2"))
                .put("/api/v1/rules/" + name)
                .then()
                .statusCode(200);
        console()
                .body(text("\"kind\": \"quality\", \"objective\": 0.2"))
                .put("/api/v1/rules/" + name)
                .then()
                .statusCode(200);
        console().delete("/api/v1/rules/" + name).then().statusCode(204);

        JsonNode versions = read(console()
                        .get("/api/v1/rules/definitions/" + name)
                        .asString())
                .path("items");
        assertThat(versions)
                .extracting(version -> version.path("version").asInt())
                .containsExactly(2, 1);
        assertThat(versions.at("/1/rule/objective").asDouble()).isEqualTo(0.1);
        assertThat(versions.at("/1/changedBy").asText()).isEqualTo("tester");
        assertThat(versions.at("/0/endedBy").asText()).isEqualTo("tester");
        assertThat(row(
                        "SELECT string_agg(actor || ' ' || action, ', ' ORDER BY id) FROM alert.audit WHERE subject = 'rule/"
                                + name + "'"))
                .isEqualTo("tester create, tester replace, tester remove");
        assertThat(read(console().get("/api/v1/rules/definitions").asString()).toString())
                .doesNotContain(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/check|objective|{\"name\": \"x\", \"kind\": \"burn\"}",
                "/check|kind|name: x",
                "/check|body|[",
                "|objective|{\"name\": \"x\", \"kind\": \"quality\", \"objective\": 2}",
                "/backtest|rule|{}",
                "/backtest|kind|{\"rule\": {\"name\": \"x\"}}",
                "/backtest|from|{\"text\": \"{name: x, kind: quality}\", \"from\": \"yesterday\"}",
                "/backtest|from|{\"text\": \"{name: x, kind: quality}\", \"from\": \"2020-01-01T00:00:00Z\"}",
                "/quality/pause|until|{\"reason\": \"deploy\"}",
                "/quality/pause|until|{\"reason\": \"deploy\", \"until\": \"2020-01-01T00:00:00Z\"}"
            })
    void badRule_isRefusedByField(String path, String field, String body) {
        assertThat(post(path == null ? "" : path, body)
                        .then()
                        .statusCode(400)
                        .extract()
                        .<String>path("field"))
                .isEqualTo(field);
    }

    /** The rule's own severity and objective, and the same alert by looking back as live. */
    @Test
    void writtenRule_isJudgedByItsObjective_andThePastSaysTheSame() throws Exception {
        String rule = text("\"kind\": \"quality\", \"objective\": 0.1, \"severity\": \"ticket\"");
        post("", rule).then().statusCode(201);
        come(START, 0, 120, 0.05);
        come(START, 120, 180, 0.4);
        come(START, 180, 300, 0.01);
        closed(START, 300);
        await().atMost(PATIENCE).until(() -> bench.alerts("resolved").size() == 1);
        JsonNode live = bench.alerts("resolved").at("/0/alert");
        assertThat(live.path("severity").asText()).isEqualTo("ticket");
        assertThat(series(name, "").path("objective").asDouble()).isEqualTo(0.1);

        JsonNode past = read(post(
                        "/backtest",
                        Map.of(
                                "text",
                                rule,
                                "from",
                                DAY.toString(),
                                "to",
                                DAY.plus(5, ChronoUnit.HOURS).toString()))
                .then()
                .statusCode(200)
                .extract()
                .asString());

        assertThat(past.path("complete").asBoolean()).isTrue();
        assertThat(past.path("fired").asInt()).isEqualTo(1);
        JsonNode episode = past.at("/past/episodes/0");
        assertThat(episode.path("statement")).isEqualTo(live.path("statement"));
        assertThat(episode.path("evidence")).isEqualTo(live.path("evidence"));
        assertThat(episode.path("severity").asText()).isEqualTo("ticket");
        assertThat(episode.path("resolvedAt")).isEqualTo(live.at("/times/resolvedAt"));
        assertThat(past.at("/past/read/scores").asLong()).isEqualTo(3000);
        assertThat(bench.alerts("all")).as("looking back opens nothing").hasSize(1);
        console().delete("/api/v1/rules/" + name);
    }

    @Test
    void check_saysWhatItWouldWatch_andChangesNothing() throws Exception {
        long start = Instant.now()
                        .truncatedTo(ChronoUnit.HOURS)
                        .minus(3, ChronoUnit.HOURS)
                        .getEpochSecond()
                * 1_000_000_000L;
        come(start, 0, 120, 0.05);
        closed(start, 110);
        String before = row("SELECT state FROM alert.feature_cycle WHERE feature = '" + bench.feature + "'");

        JsonNode checked = read(post(
                        "/check",
                        "name: " + name + "\nkind: quality\nfeature: " + bench.feature
                                + "\nscore: grounded\nslices: []\n")
                .then()
                .statusCode(200)
                .extract()
                .asString());

        assertThat(checked.path("valid").asBoolean()).isTrue();
        assertThat(checked.path("series")).singleElement().satisfies(series -> {
            assertThat(series.path("scoreName").asText()).isEqualTo("grounded");
            assertThat(series.path("slice").asText()).isEmpty();
            assertThat(series.path("objective").asDouble()).isBetween(0.05, 0.1);
        });
        assertThat(row("SELECT state FROM alert.feature_cycle WHERE feature = '" + bench.feature + "'"))
                .isEqualTo(before);
        assertThat(read(console().get("/api/v1/rules/definitions").asString()).toString())
                .doesNotContain(name);
    }

    @Test
    void budgetThatBurns_isATicketBesideTheQualityRule() {
        post("", text("\"kind\": \"burn\", \"objective\": 0.04, \"window\": \"6h\", \"pace\": 1.5"))
                .then()
                .statusCode(201);
        come(START, 0, 60, 0.02);
        come(START, 60, 240, 0.3);

        await().atMost(PATIENCE).until(() -> bench.alerts("open").size() == 2);
        JsonNode kinds = bench.alerts("open");
        assertThat(kinds)
                .extracting(item -> item.at("/alert/subject/kind").asText())
                .containsExactlyInAnyOrder("quality", "burn");
        JsonNode burn = kinds.at("/0/alert/subject/kind").asText().equals("burn") ? kinds.get(0) : kinds.get(1);
        assertThat(burn.at("/alert/severity").asText()).isEqualTo("ticket");
        assertThat(burn.at("/alert/statement").asText()).contains("in the last 6 hours", name);

        console().delete("/api/v1/rules/" + name).then().statusCode(204);

        await().atMost(PATIENCE).until(() -> bench.alerts("open").size() == 1);
        assertThat(row0(bench.alerts("resolved"))).isEqualTo("burn");
    }

    /** From the bus to the ticket: requests that take longer than they used to. */
    @Test
    void requestsThatTakeLonger_openATicketWithTheSlice() {
        post("", text("\"kind\": \"latency\", \"limit\": \"2s\"")).then().statusCode(201);
        List<RequestSettled> requests = new ArrayList<>();
        for (int i = 0; i < 1800; i++) {
            boolean pro = i % 4 == 0;
            boolean slow = i < 1200 ? i % 25 == 0 : pro;
            long start = START + i * MINUTE / 10;
            ScoreRecorded like = bench.score(i, start, false, Map.of("app.plan", pro ? "pro" : "free"));
            requests.add(new RequestSettled(
                    like.header(),
                    like.request(),
                    1,
                    like.origin(),
                    new RequestSettled.Timing(start, start + (slow ? 2_500 : 400) * 1_000_000L, "OK", "f", "d"),
                    new RequestShape(1, 1, 0, 0, 10L, 10L, null),
                    like.attributes()));
        }
        bench.send(Topics.REQUESTS, requests);

        await().atMost(PATIENCE).until(() -> bench.alerts("open").size() == 1);
        JsonNode alert = bench.alerts("open").at("/0/alert");
        assertThat(alert.at("/subject/kind").asText()).isEqualTo("latency");
        assertThat(alert.path("severity").asText()).isEqualTo("ticket");
        assertThat(alert.path("statement").asText()).contains("of app.plan=pro took too long in the last hour", name);
        assertThat(alert.at("/evidence/exampleTraceIds")).isNotEmpty();

        console().delete("/api/v1/rules/" + name).then().statusCode(204);
        await().atMost(PATIENCE).until(() -> bench.alerts("open").isEmpty());
    }

    private static String row0(JsonNode alerts) {
        return alerts.at("/0/alert/subject/kind").asText();
    }

    /** A pause ends what is open, keeps silent, and what happened before or in it never pages afterwards. */
    @Test
    void pausedRule_saysNothing_andWhenItGoesOnOnlyNewEvidenceCounts() throws Exception {
        try (Hook hook = new Hook(bench.feature)) {
            Bench.receiver("pause", hook.url("/hook"));
            long hour = Instant.now()
                            .truncatedTo(ChronoUnit.HOURS)
                            .minus(8, ChronoUnit.HOURS)
                            .getEpochSecond()
                    * 1_000_000_000L;
            come(hour, 0, 120, 0.05);
            come(hour, 120, 180, 0.4);
            await().atMost(PATIENCE).until(() -> bench.alerts("open").size() == 1);

            post(
                            "/quality/pause",
                            Map.of(
                                    "feature",
                                    bench.feature,
                                    "reason",
                                    "a deployment",
                                    "until",
                                    Instant.now().plus(1, ChronoUnit.HOURS).toString()))
                    .then()
                    .statusCode(201);
            await().atMost(PATIENCE).until(() -> bench.alerts("open").isEmpty());
            assertThat(bench.only().path("history").findValuesAsText("comment").toString())
                    .contains("paused by tester", "a deployment");
            come(hour, 180, 240, 0.6);
            come(hour, 240, 242, 0.04);
            closed(hour, 240);
            assertThat(series("quality", "").path("state").asText()).isEqualTo("paused");
            assertThat(read(console().get("/api/v1/rules/pauses").asString()).toString())
                    .contains(bench.feature, "tester");
            assertThat(bench.alerts("all")).hasSize(1);

            post("/quality/resume", Map.of("feature", bench.feature)).then().statusCode(200);
            post("/quality/resume", Map.of("feature", bench.feature)).then().statusCode(409);
            come(hour, 242, 270, 0.04);
            closed(hour, 265);
            assertThat(series("quality", "").at("/numbers/detector").asDouble()).isLessThan(100);
            assertThat(bench.alerts("all")).hasSize(1);
            assertThat(series("quality", "").path("objective").asDouble())
                    .as("what was learned stands")
                    .isBetween(0.04, 0.15);

            come(hour, 270, 330, 0.5);
            await().atMost(PATIENCE).until(() -> bench.alerts("open").size() == 1);
            assertThat(row("SELECT string_agg(action, ', ' ORDER BY id) FROM alert.audit"
                            + " WHERE subject = 'rule/quality' AND after ->> 'feature' = '" + bench.feature + "'"))
                    .isEqualTo("pause, resume");
        } finally {
            console().delete("/api/v1/receivers/pause");
        }
    }

    @Test
    void pausedSlice_leavesTheOthersJudged() throws Exception {
        post(
                        "/quality/pause",
                        Map.of(
                                "feature",
                                bench.feature,
                                "score",
                                "grounded",
                                "slice",
                                "app.plan=pro",
                                "reason",
                                "known",
                                "until",
                                Instant.now().plus(1, ChronoUnit.HOURS).toString()))
                .then()
                .statusCode(201);
        come(START, 0, 60, 0.05);
        closed(START, 55);

        assertThat(series("quality", "app.plan=free").at("/numbers/n").asLong()).isPositive();
        assertThat(series("quality", "app.plan=pro").at("/numbers/n").asLong()).isZero();
        assertThat(series("quality", "").path("state").asText()).isNotEqualTo("paused");
    }

    /** What a rule knew cannot be read: it says so by a ticket, its neighbours go on, and a pause begins it anew. */
    @Test
    void ruleThatCannotBeJudged_opensATicketOfItsOwn() throws Exception {
        come(START, 0, 30, 0.05);
        closed(START, 25);
        post("", text("\"kind\": \"reference\"")).then().statusCode(201);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE alert.feature_cycle SET state = jsonb_set(state, '{grounded}', '7') WHERE"
                    + " feature = '" + bench.feature + "'");
        }

        come(START, 30, 60, 0.05);

        await().atMost(PATIENCE).until(() -> bench.alerts("open").size() == 1);
        JsonNode ticket = bench.alerts("open").at("/0/alert");
        assertThat(ticket.at("/subject/kind").asText()).isEqualTo("rule_error");
        assertThat(ticket.path("severity").asText()).isEqualTo("ticket");
        assertThat(ticket.path("statement").asText()).contains("rule grounded", "cannot be judged");
        assertThat(row("SELECT state -> 'grounded' FROM alert.feature_cycle WHERE feature = '" + bench.feature + "'"))
                .as("nothing is lost that somebody may mend")
                .isEqualTo("7");
        await().atMost(PATIENCE).until(() -> !series(name, "").isEmpty());

        post(
                        "/quality/pause",
                        Map.of(
                                "feature",
                                bench.feature,
                                "reason",
                                "begin anew",
                                "until",
                                Instant.now().plus(1, ChronoUnit.HOURS).toString()))
                .then()
                .statusCode(201);
        come(START, 60, 90, 0.05);

        await().atMost(PATIENCE).until(() -> bench.alerts("open").isEmpty());
        console().delete("/api/v1/rules/" + name);
    }
}
