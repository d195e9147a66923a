package dev.plumbline.drift;

import dev.plumbline.contracts.event.RequestSettled;
import dev.plumbline.contracts.identity.Identity;
import dev.plumbline.drift.cases.CaseWorker;
import dev.plumbline.drift.detect.Detector;
import dev.plumbline.drift.embed.EmbeddingWorker;
import dev.plumbline.drift.feature.Claim;
import dev.plumbline.drift.feature.FeatureStore;
import dev.plumbline.drift.feature.LostLeaseException;
import dev.plumbline.drift.fixture.Conversations;
import dev.plumbline.drift.intake.IntakeStore;
import dev.plumbline.drift.session.SessionStore;
import dev.plumbline.drift.session.Watermark;
import dev.plumbline.drift.watch.SeenStore;
import dev.plumbline.testkit.servers.PlumblineServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

/** Invariant 4: two replicas, a replay and a restart give the same clusters, windows and findings. */
@QuarkusTest
@TestProfile(SameResultIT.ByHand.class)
@QuarkusTestResource(
        value = PlumblineServers.class,
        initArgs = {
            @ResourceArg(name = "role", value = "plumbline_drift"),
            @ResourceArg(name = "traceSchema", value = "true")
        })
class SameResultIT {

    /** No timer runs; requests close by event time alone, so that the order of arrival is the test's. */
    public static final class ByHand implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.scheduler.enabled", "false",
                    "plumbline.drift.order.settle", "0s",
                    "plumbline.drift.order.idle", "1h",
                    "plumbline.drift.lease", "1s",
                    "plumbline.drift.learn-full", "400",
                    "plumbline.drift.slices", "release",
                    "plumbline.drift.embedding.attempts", "1000");
        }
    }

    private static final IntakeStore.Moment NOW = new IntakeStore.Moment(Instant.now(), Duration.ZERO);
    private static final int KILLS = 100;
    /** The share of commits of looks and findings that fail after all their statements went well. */
    private static final double FAILING_COMMITS = 0.35;

    private static final List<String> FAILING = List.of("look", "finding", "evaluation_look");
    private static final Map<String, String> TABLES = new TreeMap<>(
            Map.ofEntries(
                    Map.entry("input", "project_id, trace_id, span_id, version, session, start_nano, fate"),
                    Map.entry(
                            "observation",
                            "feature, ordinal, trace_id, span_id, start_nano, state, reason, vector, model, input_digest, labels"),
                    Map.entry("look", "*"),
                    Map.entry("release", "*"),
                    Map.entry("arrival", "*"),
                    Map.entry("cluster", "*"),
                    Map.entry("cluster_window", "*"),
                    Map.entry("finding", "*"),
                    Map.entry("finding_change", "finding_id, look, change, until_nano, hits, n, statement"),
                    Map.entry("outbox", "topic, key, convert_from(value, 'UTF8')::jsonb #- '{header,occurredAt}'"),
                    Map.entry(
                            "evaluation_set",
                            "id, project_id, feature, name, version, reference, looked, state, standing"),
                    Map.entry("evaluation_case", "set_id, case_id, digest, state, vector, model, visited_nano"),
                    Map.entry("evaluation_look", "*"),
                    Map.entry("evaluation_cover", "*"),
                    Map.entry(
                            "feature",
                            "project_id, feature, cursor_nano, observed, same_session, late, consumed, reference, model, state, views")));

    /** For four of six topics, and one that nobody asks. */
    private static final String CASES = IntStream.range(0, 30)
                    .mapToObj(i -> "{\"id\": \"%d\", \"input\": \"%s\"}\n"
                            .formatted(
                                    i,
                                    List.of(
                                                    "I forgot my password for %s",
                                                    "My %s has not been delivered",
                                                    "Refund the broken %s",
                                                    "Is there a red %s in stock?",
                                                    "Track the delivery of my %s please",
                                                    "Does the %s come in blue?")
                                            .get(i % 6)
                                            .formatted(List.of("phone", "camera", "tablet", "watch", "monitor")
                                                    .get(i / 6))))
                    .collect(Collectors.joining())
            + "{\"id\": \"haiku\", \"input\": \"Write a haiku about the autumn moon over Kyoto\"}\n";

    @Inject
    IntakeStore intake;

    @Inject
    FeatureStore features;

    @Inject
    SessionStore sessions;

    @Inject
    SeenStore seen;

    @Inject
    EmbeddingWorker worker;

    @Inject
    CaseWorker caseWorker;

    @Inject
    DriftCycle cycle;

    private final Conversations conversations =
            new Conversations(4, "assistant", Instant.parse("2026-01-15T00:00:00Z"));

    @Test
    void replicasReplaysKilledConnectionsAndAnotherOrder_giveTheSameRows() throws Exception {
        // Long enough that past hours are counted beside the reference.
        conversations.apart(120).release(250).ask(1_250, 0).ask(350, 0.25).store();
        List<RequestSettled> events = conversations.events();
        clear();
        test();
        for (int from = 0; from < events.size(); from += 500) {
            intake.store(events.subList(from, Math.min(events.size(), from + 500)), NOW);
        }
        while (worker() || !settled()) {
            cycle.run();
        }
        Map<String, List<String>> calm = dump();
        assertThat(calm.get("finding")).isNotEmpty();
        assertThat(calm.get("look")).hasSizeGreaterThan(6);
        assertThat(calm.get("feature"))
                .singleElement()
                .asString()
                .contains("untilNano", "slice release=2.0", "last_release");
        assertThat(calm.get("finding"))
                .anySatisfy(row -> assertThat(row).contains("new_cluster", "last_release"))
                .anySatisfy(row -> assertThat(row).contains("evaluation_set", "without a case in “golden”"));
        assertThat(calm.get("evaluation_look")).hasSameSizeAs(query("SELECT number FROM drift.look WHERE number > 0"));

        clear();
        test();
        stormy(events);

        Map<String, List<String>> stormy = dump();
        for (String table : TABLES.keySet()) {
            assertThat(stormy.get(table)).as(table).isEqualTo(calm.get(table));
        }
        forgetsTheWeekBeforeOfFeaturesThatNobodyWorksOn();
    }

    /** All of it happened within three days, months ago. */
    private void forgetsTheWeekBeforeOfFeaturesThatNobodyWorksOn() throws SQLException {
        int working = seen.sweep(Instant.parse("2026-02-01T00:00:00Z"), Detector.RECENT);
        int idle = seen.sweep(Instant.now().plus(Duration.ofDays(1)), Detector.RECENT);

        assertThat(working).isZero();
        assertThat(idle).isPositive();
        assertThat(query("SELECT count(*) FROM drift.observation, drift.feature"
                        + " WHERE ordinal >= learned_until AND ordinal < consumed - 800"))
                .as("what is counted of the time between")
                .isNotEqualTo(List.of("0"));
    }

    @Test
    void featureThatIsHeld_isNotTakenTwice_andAnOvertakenHolderStoresNothing() throws Exception {
        clear();
        intake.store(conversations.ask(10, 0).events(), NOW);
        Duration lease = Duration.ofSeconds(2);
        Instant now = NOW.now().plusSeconds(1);
        Watermark all = new Watermark(Duration.ZERO, Duration.ZERO, Duration.ZERO);

        Claim slow = features.claim(now, lease).orElseThrow();
        assertThat(features.claim(now.plusSeconds(1), lease)).isEmpty();
        Claim quick = features.claim(now.plusSeconds(3), lease).orElseThrow();

        assertThatThrownBy(() -> sessions.select(slow, all, now)).isInstanceOf(LostLeaseException.class);
        assertThat(sessions.select(quick, all, now).sessions()).isEqualTo(10);
        features.release(slow, now, now, true);
        assertThat(features.claim(now.plusSeconds(4), lease)).isEmpty();
        features.release(quick, now.plusSeconds(4), now.plusSeconds(4), true);
        Claim rest = features.claim(now.plusSeconds(4), lease).orElseThrow();
        features.release(rest, now.plusSeconds(5), now.plusSeconds(5), false);
        assertThat(features.claim(now.plusSeconds(60), lease))
                .as("nothing waits")
                .isEmpty();
        intake.store(conversations.ask(1, 0).events(), NOW);
        assertThat(features.claim(now.plusSeconds(60), lease)).isPresent();
    }

    /** Events out of order and twice, two replicas at once, connections killed under them, commits that fail. */
    private void stormy(List<RequestSettled> events) throws Exception {
        query("""
                CREATE FUNCTION drift.storm() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF random() < %s THEN RAISE EXCEPTION 'storm' USING ERRCODE = '40001'; END IF;
                    RETURN NULL;
                END $$""".formatted(FAILING_COMMITS));
        for (String table : FAILING) {
            query("CREATE CONSTRAINT TRIGGER storm AFTER INSERT ON drift." + table
                    + " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION drift.storm()");
        }
        AtomicBoolean on = new AtomicBoolean(true);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (int replica = 0; replica < 2; replica++) {
                threads.execute(() -> {
                    while (on.get()) {
                        attempt(() -> {
                            worker();
                            cycle.run();
                        });
                    }
                });
            }
            threads.execute(() -> {
                for (int kill = 0; kill < KILLS && on.get(); kill++) {
                    attempt(this::killOneConnection);
                }
            });
            Random random = new Random(1);
            for (int from = 0; from < events.size(); from += 100) {
                List<RequestSettled> batch = new ArrayList<>(events.subList(from, Math.min(events.size(), from + 100)));
                batch.addAll(batch.subList(0, batch.size() / 3));
                Collections.shuffle(batch, random);
                await().ignoreExceptions().until(() -> intake.store(batch, NOW) >= 0);
            }
            await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(this::settled);
        } finally {
            on.set(false);
            query("DROP FUNCTION drift.storm() CASCADE");
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private interface Fallible {
        void run() throws Exception;
    }

    private static void attempt(Fallible step) {
        try {
            step.run();
        } catch (Exception e) {
            // What a killed connection gives; the next attempt goes on from what was committed.
            assertThat(e).isNotNull();
        }
    }

    private boolean worker() {
        return worker.batch();
    }

    private void killOneConnection() throws SQLException {
        query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'plumbline_drift'"
                + " AND state <> 'idle' ORDER BY random() LIMIT 1");
        await().pollDelay(Duration.ofMillis(40)).until(() -> true);
    }

    /** All sessions before the grace have vectors and whole buckets of them are taken; nobody holds the feature. */
    private boolean settled() throws SQLException {
        return query("SELECT NOT EXISTS (SELECT FROM drift.input WHERE fate IS NULL AND start_nano <= ("
                        + "SELECT max(start_nano) FROM drift.input) - 300000000000)"
                        + " AND NOT EXISTS (SELECT FROM drift.observation WHERE state = 'waiting')"
                        + " AND NOT EXISTS (SELECT FROM drift.evaluation_set"
                        + " WHERE coalesce(looked, 0) < (SELECT max(number) FROM drift.look))"
                        + " AND (SELECT observed - consumed < 100 FROM drift.feature)")
                .equals(List.of("t"));
    }

    /** Ids of sets are drawn anew, since what is found about a set has its id from it. */
    private static void clear() throws SQLException {
        query("TRUNCATE drift." + String.join(", drift.", TABLES.keySet()) + " RESTART IDENTITY");
    }

    /** Puts a set whose cases have their vectors before traffic comes. */
    private void test() {
        given().header(Identity.HEADER, Identity.sign(PlumblineServers.SECRET, "console", Instant.now()))
                .queryParam("project", 4)
                .contentType("text/plain")
                .body(CASES)
                .put("/api/v1/drift/evaluation-sets/assistant/golden")
                .then()
                .statusCode(200)
                .body("added", equalTo(31));
        while (caseWorker.batch()) {
            assertThat(caseWorker).isNotNull();
        }
    }

    private static Map<String, List<String>> dump() throws SQLException {
        Map<String, List<String>> dump = new TreeMap<>();
        for (Map.Entry<String, String> table : TABLES.entrySet()) {
            dump.put(
                    table.getKey(),
                    query("SELECT r::text FROM (SELECT " + table.getValue() + " FROM drift." + table.getKey()
                            + ") AS r ORDER BY 1"));
        }
        return dump;
    }

    private static List<String> query(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = PlumblineServers.shared().superuser().getConnection();
                Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                ResultSet row = statement.getResultSet();
                while (row.next()) {
                    rows.add(row.getString(1));
                }
            }
        }
        return rows;
    }
}
