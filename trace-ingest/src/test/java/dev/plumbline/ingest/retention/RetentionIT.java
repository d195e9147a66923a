package dev.plumbline.ingest.retention;

import dev.plumbline.contracts.identity.Identity;
import dev.plumbline.ingest.IngestPipeline;
import dev.plumbline.ingest.IngestPipeline.Encoding;
import dev.plumbline.ingest.Sent;
import dev.plumbline.ingest.project.KeyStore;
import dev.plumbline.ingest.traffic.TrafficStore;
import dev.plumbline.testkit.servers.PlumblineServers;
import dev.plumbline.tracestore.TraceReader;
import dev.plumbline.tracestore.traffic.FeatureSummary;
import dev.plumbline.tracestore.traffic.TrafficReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_trace"))
class RetentionIT {
    /** A day that no other test writes to, since projects move with the next new day. */
    private static final int AGO = 6;

    private static final long DAY = 86_400L * 1_000_000_000L;

    @Inject
    RetentionStore retention;

    @Inject
    IngestPipeline pipeline;

    @Inject
    KeyStore keys;

    @Inject
    TrafficStore traffic;

    @Inject
    DataSource database;

    /** Only the leaves of the test's own day: the others' tables are in use. */
    private void sweepIn(int days) throws Exception {
        LocalDate own = LocalDate.now(ZoneOffset.UTC).minusDays(AGO);
        retention.sweep(
                LocalDate.now(ZoneOffset.UTC).plusDays(days), leaf -> leaf.day().equals(own));
    }

    /** A request, which settles. */
    private String store(int project, int daysAgo) throws Exception {
        return store(project, daysAgo, Map.of("k", "v", "gen_ai.operation.name", "chat"));
    }

    private String store(int project, int daysAgo, Map<String, Object> attributes) throws Exception {
        String trace = Sent.randomTraceId();
        long start = System.currentTimeMillis() * 1_000_000L - daysAgo * DAY;
        pipeline.traces(
                project,
                Encoding.PROTOBUF,
                Sent.traces(Sent.span(trace, Sent.randomSpanId(), "", attributes)
                                .setStartTimeUnixNano(start)
                                .setEndTimeUnixNano(start + 1))
                        .toByteArray());
        return trace;
    }

    private static void retain(String project, int days) {
        given().header(Identity.HEADER, Identity.sign(PlumblineServers.SECRET, "console", Instant.now()))
                .contentType(ContentType.JSON)
                .body(Map.of("days", days))
                .put("/api/v1/projects/" + project + "/retention")
                .then()
                .statusCode(200)
                .body("retentionDays", equalTo(days));
    }

    private boolean exists(String table) throws Exception {
        try (Connection connection = database.getConnection();
                Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("SELECT to_regclass('trace." + table + "') IS NOT NULL")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static String day(int daysAgo) {
        return LocalDate.now(ZoneOffset.UTC).minusDays(daysAgo).format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    @Test
    void classes_endByThemselvesAndContentSooner() throws Exception {
        int brief = keys.project(keys.create("brief")).orElseThrow();
        int lasting = keys.project(keys.create("lasting")).orElseThrow();
        retain("brief", 7);
        retain("lasting", 90);
        String shortTrace = store(brief, AGO);
        String longTrace = store(lasting, AGO);
        String usualTrace = store(1, AGO);
        TraceReader reader = new TraceReader(database);
        assertThat(exists("span_" + day(AGO) + "_c7")).isTrue();
        await().atMost(Duration.ofSeconds(30)).until(() -> counted(lasting) == 1);

        sweepIn(0);
        assertThat(reader.trace(brief, shortTrace))
                .as("metadata is kept 7 days")
                .hasSize(1);
        assertThat(reader.trace(brief, shortTrace).get(0).payload().dialect()).isEqualTo("removed");
        assertThat(reader.trace(lasting, longTrace).get(0).payload().attributes())
                .containsEntry("k", "v");

        sweepIn(10);
        assertThat(reader.trace(brief, shortTrace)).isEmpty();
        assertThat(reader.trace(1, usualTrace)).hasSize(1);
        assertThat(reader.trace(1, usualTrace).get(0).payload().dialect()).isEqualTo("removed");

        String late = store(brief, AGO);
        assertThat(reader.trace(brief, late))
                .as("what comes late still has its table")
                .hasSize(1);

        sweepIn(60);
        assertThat(exists("span_" + day(AGO) + "_c7")).isFalse();
        assertThat(exists("span_" + day(AGO) + "_c30")).isFalse();
        assertThat(reader.trace(lasting, longTrace)).hasSize(1);

        sweepIn(120);
        assertThat(reader.trace(lasting, longTrace)).isEmpty();
        assertThat(exists("span_" + day(AGO))).isFalse();
        assertThat(counted(lasting)).as("what is dropped counts no more").isZero();
    }

    private long counted(int project) throws Exception {
        traffic.count();
        long day = System.currentTimeMillis() * 1_000_000L - AGO * DAY;
        return new TrafficReader(database)
                .features(project, day - DAY, day + DAY).stream()
                        .mapToLong(FeatureSummary::requests)
                        .sum();
    }

    private static void say(int project, String trace) {
        given().header(Identity.HEADER, Identity.sign(PlumblineServers.SECRET, "console", Instant.now()))
                .contentType(ContentType.JSON)
                .body(Map.of("traceId", trace, "name", "thumbs", "value", -1, "comment", "the name of somebody"))
                .post("/api/v1/feedback?project=" + project)
                .then()
                .statusCode(202);
    }

    @Test
    void erasure_removesOneUsersTracesAndLeavesAReceipt() throws Exception {
        int project = keys.project(keys.create("erased")).orElseThrow();
        String mine = store(project, 0, Map.of("user.id", "u-1"));
        String other = Sent.randomTraceId();
        pipeline.traces(
                project,
                Encoding.PROTOBUF,
                Sent.traces(Sent.span(other, Sent.randomSpanId(), "", Map.of("user.id", "u-2")))
                        .toByteArray());
        Map<String, Object> wanted = new HashMap<>(Map.of("project", project, "user", "u-1"));
        say(project, mine);
        say(project, other);

        given().header(Identity.HEADER, Identity.sign(PlumblineServers.SECRET, "console", Instant.now()))
                .contentType(ContentType.JSON)
                .body(wanted)
                .post("/api/v1/ingest/erasures")
                .then()
                .statusCode(200)
                .body("traces", equalTo(1))
                .body("removed.span", equalTo(1))
                .body("removed.payload", equalTo(1))
                .body("removed.statement", equalTo(1));

        assertThat(new TraceReader(database).trace(project, mine)).isEmpty();
        assertThat(new TraceReader(database).trace(project, other)).hasSize(1);
        try (Connection connection = database.getConnection();
                Statement query = connection.createStatement();
                ResultSet row =
                        query.executeQuery("SELECT subject, traces FROM trace.erasure WHERE project_id = " + project)) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).hasSize(64).doesNotContain("u-1");
            assertThat(row.getInt(2)).isEqualTo(1);
        }
    }
}
