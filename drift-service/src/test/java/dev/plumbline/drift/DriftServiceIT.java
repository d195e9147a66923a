package dev.plumbline.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.plumbline.contracts.event.RequestSettled;
import dev.plumbline.contracts.event.Topics;
import dev.plumbline.contracts.identity.Identity;
import dev.plumbline.drift.detect.Change;
import dev.plumbline.drift.detect.DetectorState;
import dev.plumbline.drift.detect.Kind;
import dev.plumbline.drift.detect.Scale;
import dev.plumbline.drift.detect.Story;
import dev.plumbline.drift.feature.FeatureKey;
import dev.plumbline.drift.feature.Progress;
import dev.plumbline.drift.finding.FindingStore;
import dev.plumbline.drift.fixture.Conversations;
import dev.plumbline.drift.stat.Share;
import dev.plumbline.testkit.servers.PlumblineServers;
import dev.plumbline.tracestore.database.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javax.sql.DataSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** From the bus to the bus and to the API, on real servers. */
@QuarkusTest
@TestProfile(DriftServiceIT.Quick.class)
@QuarkusTestResource(
        value = PlumblineServers.class,
        initArgs = {
            @ResourceArg(name = "role", value = "plumbline_drift"),
            @ResourceArg(name = "traceSchema", value = "true")
        })
class DriftServiceIT {

    /** Sessions close soon after the last came in. */
    public static final class Quick implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "plumbline.drift.order.settle",
                    "4s",
                    "plumbline.drift.order.idle",
                    "4s",
                    "plumbline.drift.truth.within",
                    "1m");
        }
    }

    @Inject
    FindingStore findings;

    @Inject
    DataSource database;

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private static final int PROJECT = 8;
    private static final String FEATURE = "support assistant";

    @Test
    void newTopicOnTheBus_isLearnedFoundToldAndShown() throws Exception {
        Conversations conversations = new Conversations(PROJECT, FEATURE, Instant.parse("2026-02-01T00:00:00Z"));
        conversations.ask(550, 0).ask(350, 0.2).release(545).store();
        List<RequestSettled> events = conversations.events();

        send(events.subList(0, 400));
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(
                        () -> assertThat(number(feature(), "learned.sessions")).isEqualTo(200));
        assertThat(feature().getString("state")).isEqualTo("learning");
        assertThat(number(feature(), "learned.of")).isEqualTo(400);
        send(events.subList(400, events.size()));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(findings().getList("items")).hasSize(1));
        JsonPath finding = findings();
        assertThat(finding.getString("items[0].kind")).isEqualTo("new_cluster");
        assertThat(finding.getString("items[0].state")).isEqualTo("open");
        assertThat(finding.getString("items[0].label")).containsAnyOf("breach", "data");
        assertThat(finding.getString("items[0].statement")).contains("New cluster", "95 % interval");
        assertThat(finding.getDouble("items[0].share.low")).isPositive();
        assertThat(finding.getInt("items[0].referenceShare.n")).isEqualTo(400);
        assertThat(finding.getDouble("items[0].difference.low")).isPositive();
        assertThat(finding.getList("items[0].examples")).isNotEmpty();
        assertThat(finding.getString("items[0].clock.hours")).isEqualTo("any");
        assertThat(finding.getInt("items[0].clock.usualShare.n")).isEqualTo(400);
        assertThat(finding.getString("items[0].against.reference")).isEqualTo("first");
        assertThat(finding.getList("items[0].against.holds")).contains("first");
        showsItsDetail(finding.getString("items[0].id"));
        showsItsCluster(finding.getString("items[0].cluster"));
        showsTheFeature();
        tellsTheBus(finding);
        tellsWhereEverySessionBelongs(finding.getString("items[0].cluster"));
        tellsOfTheNewClusterBeforeTheBucketIsFull(conversations, finding.getString("items[0].cluster"));
    }

    /** A bucket has 100 sessions. */
    private void tellsOfTheNewClusterBeforeTheBucketIsFull(Conversations conversations, String found) throws Exception {
        int before = conversations.events().size();
        List<RequestSettled> all = conversations
                .say("Was my personal data part of the security breach?", 12)
                .store()
                .events();
        send(all.subList(before, all.size()));

        Set<String> theirs = new HashSet<>();
        try (KafkaConsumer<String, byte[]> bus = consumer(Topics.ASSIGNMENTS)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                for (var record : bus.poll(Duration.ofMillis(500))) {
                    if (JSON.readTree(record.value()).at("/cluster/id").asText().equals(found)) {
                        theirs.add(record.key());
                    }
                }
                return theirs.size() >= 8;
            });
        }
        assertThat(number(feature(), "windows")).isEqualTo(4);
    }

    private static void showsItsDetail(String id) {
        JsonPath detail = console()
                .get("/api/v1/drift/findings/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(detail.getString("id")).isEqualTo(id);
        assertThat(detail.getString("changes[0].change")).isEqualTo("opened");
        assertThat(detail.getList("series")).isNotEmpty();
        assertThat(detail.getList("arrived.what")).containsExactly("release");
        assertThat(detail.getString("arrived[0].value")).isEqualTo("2.0");
        assertThat(detail.getString("arrived[0].first")).isEqualTo("2026-02-01T00:36:20Z");
        assertThat(detail.getString("changes[0].statement")).contains("Release “2.0” was first seen");
    }

    private static void showsItsCluster(String id) {
        JsonPath clusters = console()
                .queryParam("feature", FEATURE)
                .queryParam("project", PROJECT)
                .get("/api/v1/drift/clusters")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(clusters.getList("items")).hasSizeGreaterThan(6);
        String it = "items.find { it.id == '" + id + "' }.";
        assertThat(clusters.getString(it + "kind")).isEqualTo("new");
        assertThat(clusters.getList(it + "terms")).isNotEmpty();
        assertThat(clusters.getList(it + "examples")).hasSizeBetween(1, 3);
        assertThat(clusters.getInt(it + "share.n")).isEqualTo(200);
        assertThat(clusters.getList(it + "series")).isNotEmpty();
        assertThat(clusters.getList("items.findAll { it.kind == 'known' }.referenceShare.hits", Integer.class).stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(200);
    }

    private static void showsTheFeature() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(number(feature(), "windows")).isEqualTo(4));
        JsonPath feature = feature();
        assertThat(feature.getString("state")).isEqualTo("watching");
        assertThat(feature.getInt("reference.sessions")).isEqualTo(400);
        assertThat(feature.getString("reference.since")).isEqualTo("2026-02-01T00:00:00Z");
        assertThat(feature.getInt("openFindings")).isEqualTo(1);
        assertThat(feature.getList("comparisons.name")).containsExactly("last_release");
        assertThat(feature.getDouble("comparisons[0].budget")).isEqualTo(0.05);
        assertThat(feature.getInt("requests.observed")).isEqualTo(900);
        assertThat(feature.getInt("requests.sameSession")).isEqualTo(900);
        assertThat(feature.getInt("requests.late")).isZero();
        assertThat(feature.getInt("requests.sessions.unreadable")).isZero();
    }

    private static void tellsTheBus(JsonPath finding) throws Exception {
        JsonNode event = await().atMost(Duration.ofSeconds(30)).until(toldBy(finding), found -> found != null);
        assertThat(event.at("/change").asText()).isEqualTo("opened");
        assertThat(event.at("/subject/projectId").asInt()).isEqualTo(PROJECT);
        assertThat(event.at("/subject/clusterLabel").asText()).isEqualTo(finding.getString("items[0].label"));
        assertThat(event.at("/statement").asText()).contains("New cluster");
    }

    private static Callable<JsonNode> toldBy(JsonPath finding) {
        KafkaConsumer<String, byte[]> bus = consumer(Topics.DRIFT);
        return () -> {
            for (var record : bus.poll(Duration.ofMillis(500))) {
                if (record.key().equals(finding.getString("items[0].id"))) {
                    return JSON.readTree(record.value());
                }
            }
            return null;
        };
    }

    private static KafkaConsumer<String, byte[]> consumer(String topic) {
        KafkaConsumer<String, byte[]> bus = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        PlumblineServers.shared().kafka(),
                        "group.id",
                        "drift-service-it-" + topic,
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        bus.subscribe(List.of(topic));
        return bus;
    }

    private static void tellsWhereEverySessionBelongs(String found) {
        Map<String, JsonNode> assigned = new HashMap<>();
        try (KafkaConsumer<String, byte[]> bus = consumer(Topics.ASSIGNMENTS)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                for (var record : bus.poll(Duration.ofMillis(500))) {
                    JsonNode event = JSON.readTree(record.value());
                    if (event.at("/request/projectId").asInt() == PROJECT) {
                        assigned.put(record.key(), event);
                    }
                }
                return assigned.size() >= 900;
            });
        }
        assertThat(assigned).hasSize(900);
        assertThat(assigned.values()).allSatisfy(event -> {
            assertThat(event.at("/feature").asText()).isEqualTo(FEATURE);
            assertThat(event.at("/cluster/label").asText()).isNotEmpty().isNotEqualTo("unnamed");
            assertThat(event.at("/cluster/found").asBoolean())
                    .isEqualTo(event.at("/cluster/id").asText().equals(found));
        });
        assertThat(assigned.values().stream()
                        .filter(event -> event.at("/cluster/found").asBoolean()))
                .hasSizeBetween(10, 70);
        assertThat(assigned.values().stream()
                        .filter(event -> event.at("/cluster/far").asBoolean()))
                .hasSizeBetween(10, 200);
    }

    @Test
    void quietFeature_learnsAgainFromAThousandSessions_andGoesOn() throws Exception {
        Conversations conversations = new Conversations(12, "calm assistant", Instant.parse("2026-03-01T00:00:00Z"));
        send(conversations.ask(1_300, 0).store().events());

        await().atMost(Duration.ofSeconds(120)).untilAsserted(() -> {
            assertThat(number(feature(12), "reference.sessions")).isEqualTo(1_000);
            assertThat(number(feature(12), "windows")).isEqualTo(2);
        });
        assertThat(text("SELECT max(until_ordinal) FROM drift.look WHERE project_id = 12 AND reference = 1"))
                .isEqualTo("1200");
        assertThat(text("SELECT min(from_ordinal) || ' to ' || max(until_ordinal) FROM drift.look"
                        + " WHERE project_id = 12 AND reference = 2"))
                .isEqualTo("1000 to 1300");
        assertThat(
                        text(
                                "SELECT count(*) FROM drift.observation WHERE project_id = 12 AND form[1] > 0 AND output[1] > 0"))
                .isEqualTo("1300");
    }

    @Test
    void topicThatBeginsJustBeforeTheThousandthSession_isNotLearnedAsUsual() throws Exception {
        Conversations conversations = new Conversations(13, "late topic", Instant.parse("2026-03-01T00:00:00Z"));
        send(conversations.ask(880, 0).ask(420, 0.12).store().events());

        await().atMost(Duration.ofSeconds(120))
                .untilAsserted(() ->
                        assertThat(findings(13).getString("items[0].kind")).isEqualTo("new_cluster"));
        assertThat(number(feature(13), "reference.sessions")).isEqualTo(400);
        becomesUsual_whenSomebodyHasItLearnedAnew(conversations.events());
    }

    private static void becomesUsual_whenSomebodyHasItLearnedAnew(List<RequestSettled> events) {
        String told = findings(13).getString("items[0].id");
        long topic = events.get(2 * 880).timing().startNano();

        console()
                .queryParam("project", 13)
                .queryParam("from", Instant.ofEpochSecond(topic / 1_000_000_000).toString())
                .post("/api/v1/drift/features/late topic/reference")
                .then()
                .log()
                .ifError()
                .statusCode(202)
                .body("sessions", equalTo(420), "wanted", equalTo(400));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(number(feature(13), "reference.number")).isEqualTo(2));
        assertThat(findings(13).getList("items")).isEmpty();
        console()
                .get("/api/v1/drift/findings/" + told)
                .then()
                .body("state", equalTo("closed"), "statement", containsString("learned anew"));
        List<String> known = console()
                .queryParam("project", 13)
                .queryParam("feature", "late topic")
                .get("/api/v1/drift/clusters")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.kind");
        assertThat(known).containsOnly("known");
    }

    @Test
    void answersThatGotWorseWhereQuestionsDidNotMove_areConceptDrift() throws Exception {
        Conversations conversations = new Conversations(14, "worse assistant", Instant.parse("2026-03-01T00:00:00Z"));
        conversations.ask(1_500, 0).store().thumbs(0, 500, 0.05, 0.05).thumbs(500, 1_500, 0.8, 0.05);
        send(conversations.events());

        await().atMost(Duration.ofSeconds(120))
                .untilAsserted(() -> assertThat(findings(14).getList("items")).isNotEmpty());
        JsonPath found = findings(14);
        assertThat(found.getString("items[0].verdict")).isEqualTo("concept");
        assertThat(found.getString("items[0].kind")).isEqualTo("quality_moved");
        assertThat(found.getString("items[0].label")).startsWith("feedback thumbs");
        assertThat(found.getString("items[0].statement")).contains("is bad more often", "95 % interval");
        assertThat(found.getDouble("items[0].difference.low")).isPositive();
        assertThat(found.getList("items[0].examples")).isNotEmpty();
        assertThat(found.getList("items.verdict", String.class)).containsOnly("concept");
    }

    @Test
    void inputsInLanguagesThatTheModelDoesNotKnow_areSaidToBe() throws Exception {
        Conversations conversations = new Conversations(16, "polyglot", Instant.parse("2026-03-01T00:00:00Z"));
        send(conversations
                .say("Wo bleibt mein Paket mit dem neuen Kopfhörer, das gestern kommen sollte?", 8)
                .say("Where is the parcel with the headset that should have come yesterday?", 12)
                .store()
                .events());

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(number(feature(16), "languages.sessions")).isEqualTo(20));
        assertThat(number(feature(16), "languages.unknown")).isEqualTo(8);
        assertThat(feature(16).getList("languages.which")).containsExactly("de");
        assertThat(feature(16).getString("languages.note")).contains("knows English", "in de are coarse");
        assertThat(number(feature(16), "windows")).isZero();
    }

    /** As after another model was configured: the reference, and a finding, are of vectors that nobody makes any more. */
    @Test
    void anotherModel_endsWhatIsOpen_andANewReferenceIsLearned_neverAMixedOne() throws Exception {
        Conversations conversations = new Conversations(15, "new model", Instant.parse("2026-03-01T00:00:00Z"));
        conversations.ask(1_150, 0).store();
        List<RequestSettled> events = conversations.events();
        send(events.subList(0, 2 * 620));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(text(
                                "SELECT consumed || ' of ' || observed FROM drift.feature" + " WHERE project_id = 15"))
                        .isEqualTo("600 of 620"));

        change("UPDATE drift.feature SET model = 'older@1' WHERE project_id = 15");
        change("UPDATE drift.observation SET model = 'older@1' WHERE project_id = 15 AND ordinal < 610");
        change("""
                INSERT INTO drift.finding (id, project_id, feature, reference, kind, cluster_id, direction, state, p_value,
                    since_nano, opened_nano, until_nano, hits, n, ref_hits, ref_n, examples, statement, words)
                VALUES ('of-older', 15, 'new model', 1, 'form_changed', 'length', 'up', 'open', 0.001,
                    1, 1, 2, 5, 10, 1, 10, '{}', 'Longer.', 'long')
                """);
        send(events.subList(2 * 620, events.size()));

        await().atMost(Duration.ofSeconds(120)).untilAsserted(() -> {
            assertThat(number(feature(15), "reference.number")).isEqualTo(2);
            assertThat(number(feature(15), "reference.sessions")).isEqualTo(400);
        });
        assertThat(feature(15).getString("state")).isEqualTo("watching");
        assertThat(text("SELECT string_agg(DISTINCT o.model, ',') FROM drift.observation o JOIN drift.feature f"
                        + " USING (project_id, feature) WHERE project_id = 15 AND ordinal >= learned_from"))
                .isEqualTo(feature(15).getString("reference.model"))
                .startsWith("all-minilm");
        assertThat(text("SELECT state || ': ' || statement FROM drift.finding WHERE id = 'of-older'"))
                .isEqualTo("closed: “long” is no longer followed: the embedding model changed, and vectors of two"
                        + " models cannot be compared.");
    }

    /** Cases for five of the six topics, one taken from a trace, one that nobody asks. */
    private static String tested(String traceId) {
        StringBuilder lines = new StringBuilder();
        List<String> asked = List.of(
                "I forgot my password for %s",
                "My %s has not been delivered",
                "Track the delivery of my %s please",
                "How long does a refund for the %s take?",
                "Refund the broken %s",
                "Does the %s come in blue?",
                "Is there a red %s in stock?",
                "Cancel the monthly plan for %s",
                "End my subscription to %s now");
        int number = 0;
        for (String thing : List.of("phone", "camera", "tablet", "watch", "monitor")) {
            for (String question : asked) {
                lines.append(
                        "{\"id\": \"case-%d\", \"input\": \"%s\"}\n".formatted(number++, question.formatted(thing)));
            }
        }
        return lines + "{\"id\": \"traced\", \"traceId\": \"" + traceId + "\"}\n"
                + "{\"id\": \"haiku\", \"input\": \"Write a haiku about the autumn moon over Kyoto\"}\n";
    }

    private static RequestSpecification set(int project) {
        return console().queryParam("project", project).contentType("text/plain");
    }

    private static JsonPath sets(int project, String feature) {
        return console()
                .queryParam("project", project)
                .get("/api/v1/drift/evaluation-sets/" + feature)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void whatIsTested_isComparedWithTraffic_andAFindingSaysWhenATopicHasNoCase() throws Exception {
        Conversations conversations = new Conversations(17, "tested", Instant.parse("2026-02-01T00:00:00Z"));
        List<RequestSettled> events =
                conversations.ask(600, 0).ask(500, 0.2).store().events();
        String path = "/api/v1/drift/evaluation-sets/tested/golden";
        String body = tested(events.get(0).request().traceId());

        JsonPath put =
                set(17).body(body).put(path).then().statusCode(200).extract().jsonPath();
        assertThat(put.getInt("cases")).isEqualTo(47);
        assertThat(put.getInt("added")).isEqualTo(47);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(sets(17, "tested").getString("items[0].state"))
                        .isEqualTo("learning"));
        send(events);

        await().atMost(Duration.ofSeconds(120))
                .untilAsserted(() -> assertThat(findings(17).getList("items.kind", String.class))
                        .contains("evaluation_set", "new_cluster"));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(text("SELECT looked FROM drift.evaluation_set WHERE project_id = 17"))
                        .isEqualTo("6"));
        JsonPath found = findings(17);
        String untested = "items.find { it.kind == 'evaluation_set' && it.label.startsWith('traffic') }.";
        assertThat(found.getString(untested + "verdict")).isEqualTo("evaluation_set");
        assertThat(found.getString(untested + "statement")).contains("without a case in “golden”", "95 % interval");
        assertThat(found.getDouble(untested + "difference.low")).isPositive();
        assertThat(found.getList(untested + "examples")).isNotEmpty();
        assertThat(found.getInt("items.find { it.kind == 'new_cluster' }.cases"))
                .isZero();
        standsAsItShould(sets(17, "tested"));
        coversItsClusters();

        JsonPath same =
                set(17).body(body).put(path).then().statusCode(200).extract().jsonPath();
        assertThat(same.getInt("version")).isEqualTo(1);
        assertThat(same.getInt("kept")).isEqualTo(47);
        JsonPath more = set(17).body(body + "{\"id\": \"breach\", \"input\": \"Was my data part of the leak?\"}\n")
                .put(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(List.of(more.getInt("version"), more.getInt("added"), more.getInt("kept")))
                .containsExactly(2, 1, 47);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(sets(17, "tested").getString("items[0].state"))
                        .isEqualTo("watching"));

        set(17).delete(path).then().statusCode(204);
        set(17).delete(path).then().statusCode(404).body("field", equalTo("name"));
        assertThat(sets(17, "tested").getList("items")).isEmpty();
        assertThat(findings(17).getList("items.kind", String.class)).doesNotContain("evaluation_set");
        assertThat(text("SELECT DISTINCT statement LIKE '%the evaluation set was deleted.' FROM drift.finding"
                        + " WHERE project_id = 17 AND kind = 'evaluation_set'"))
                .isEqualTo("t");
    }

    private static void standsAsItShould(JsonPath sets) {
        assertThat(sets.getList("items")).hasSize(1);
        sets.setRootPath("items[0]");
        assertThat(sets.getString("state")).isEqualTo("watching");
        assertThat(sets.getInt("cases.n")).isEqualTo(47);
        assertThat(sets.getInt("standing.window.sessions")).isEqualTo(400);
        assertThat(sets.getDouble("standing.coverage.estimate")).isBetween(0.1, 0.95);
        assertThat(sets.getDouble("standing.coverage.low")).isLessThan(sets.getDouble("standing.coverage.estimate"));
        assertThat(sets.getInt("standing.coverage.n")).isEqualTo(400);
        assertThat(sets.getList("standing.untested.cases", Integer.class))
                .isNotEmpty()
                .containsOnly(0);
        assertThat(sets.getList("standing.untested[0].examples")).isNotEmpty();
        assertThat(sets.getList("standing.unvisited.never.examples.id", String.class))
                .contains("haiku");
        assertThat(sets.getDouble("standing.apart.area.estimate")).isBetween(0.5, 1.0);
        assertThat(sets.getList("series")).hasSize(6);
    }

    private static void coversItsClusters() {
        List<Integer> cases = console()
                .queryParam("project", 17)
                .queryParam("feature", "tested")
                .get("/api/v1/drift/clusters")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.findAll { it.kind == 'known' }.cases", Integer.class);
        assertThat(cases.stream().mapToInt(Integer::intValue).sum()).isBetween(40, 47);
    }

    @Test
    void setWithRowsThatCannotBeTaken_isRefusedWhole_andEachRowIsNamed() throws Exception {
        String path = "/api/v1/drift/evaluation-sets/nobody/golden";
        String unknown = "0".repeat(31) + "9";
        set(18).body("{\"id\":\"a\",\"input\":\"fine\"}\n{\"id\":\"b\",\"input\":\"\"}\n{\"id\":\"a\",\"input\":\"x\"}")
                .put(path)
                .then()
                .statusCode(400)
                .body("field", equalTo("items[1].input"))
                .body("rows.row", equalTo(List.of(2, 3)))
                .body("rows[1].field", equalTo("items[2].id"));
        set(18).body("[{\"id\":\"a\",\"input\":\"fine\"},{\"id\":\"b\",\"traceId\":\"" + unknown + "\"}]")
                .put(path)
                .then()
                .statusCode(400)
                .body("field", equalTo("items[1].traceId"));
        set(18).body(new byte[(1 << 20) + 1]).put(path).then().statusCode(413).body("field", equalTo("body"));
        assertThat(text("SELECT count(*) FROM drift.evaluation_set WHERE project_id = 18"))
                .isEqualTo("0");

        for (int i = 0; i < 8; i++) {
            set(18).body("{\"id\":\"a\",\"input\":\"fine\"}")
                    .put(path + i)
                    .then()
                    .statusCode(200);
        }
        set(18).body("{\"id\":\"a\",\"input\":\"fine\"}")
                .put(path)
                .then()
                .statusCode(409)
                .body("field", equalTo("name"));
        set(18).body("{\"id\":\"b\",\"input\":\"other\"}")
                .put(path + 0)
                .then()
                .statusCode(200)
                .body("removed", equalTo(1));
        assertThat(sets(18, "nobody").getList("items.state", String.class))
                .hasSize(8)
                .doesNotContain("watching");
        given().put(path).then().statusCode(401);
        given().get(path).then().statusCode(401);
    }

    /** What is one project's is neither seen, nor counted, nor taken away by another. */
    @Test
    void setsOfTwoProjects_areKeptApart_andAReplacedOneKeepsNothingOfTheOneBefore() throws Exception {
        Conversations theirs = new Conversations(20, "shared name", Instant.parse("2026-02-01T00:00:00Z"));
        String trace = theirs.ask(1, 0).store().events().get(0).request().traceId();
        String path = "/api/v1/drift/evaluation-sets/shared name/golden";
        String traced = "{\"id\":\"t\",\"traceId\":\"" + trace + "\"}\n";

        set(19).body(traced).put(path).then().statusCode(400).body("field", equalTo("items[0].traceId"));
        set(20).body(traced + "{\"id\":\"a\",\"input\":\"theirs\"}\n{\"id\":\"b\",\"input\":\"another\"}")
                .put(path)
                .then()
                .statusCode(200)
                .body("added", equalTo(3));
        set(19).body(
                        "{\"id\":\"a\",\"input\":\"one\"}\n{\"id\":\"b\",\"input\":\"two\"}\n{\"id\":\"c\",\"input\":\"three\"}")
                .put(path)
                .then()
                .statusCode(200)
                .body("version", equalTo(1))
                .body("kept", equalTo(0));
        areEmbedded(19, 20);
        set(19).body("{\"id\":\"a\",\"input\":\"one\"}\n{\"id\":\"b\",\"input\":\"another\"}")
                .put(path)
                .then()
                .statusCode(200)
                .body("kept", equalTo(1))
                .body("added", equalTo(1))
                .body("removed", equalTo(1));

        assertThat(sets(19, "shared name").getList("items.cases.n")).containsExactly(2);
        assertThat(sets(20, "shared name").getList("items.cases.n")).containsExactly(3);
        assertThat(text("SELECT string_agg(case_id || '=' || input, ' ' ORDER BY case_id) FROM drift.evaluation_case"
                        + " JOIN drift.evaluation_set ON id = set_id WHERE project_id = 19"))
                .isEqualTo("a=one b=another");
        areEmbedded(19, 20);
        // The same text has the same vector, and a text that came no other's.
        assertThat(
                        text(
                                "SELECT count(*) FROM (SELECT digest FROM drift.evaluation_case JOIN drift.evaluation_set"
                                        + " ON id = set_id WHERE project_id IN (19, 20) GROUP BY digest HAVING count(DISTINCT vector) <> 1)"))
                .isEqualTo("0");

        set(21).delete(path).then().statusCode(404).body("field", equalTo("name"));
        set(19).delete(path).then().statusCode(204);
        assertThat(sets(19, "shared name").getList("items")).isEmpty();
        assertThat(sets(20, "shared name").getList("items.cases.n")).containsExactly(3);
    }

    private static void areEmbedded(int... projects) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            for (int project : projects) {
                assertThat(sets(project, "shared name").getInt("items[0].cases.waiting"))
                        .isZero();
            }
        });
    }

    @Test
    void setWithANameThatCannotBe_isRefused() {
        String feature = "/api/v1/drift/evaluation-sets/named/";
        String body = "{\"id\":\"a\",\"input\":\"fine\"}";
        set(22).body(body).put(feature + "n".repeat(101)).then().statusCode(400).body("field", equalTo("name"));
        set(22).urlEncodingEnabled(false)
                .body(body)
                .put(feature + "%20")
                .then()
                .statusCode(400)
                .body("field", equalTo("name"));
        set(22).body(body)
                .put("/api/v1/drift/evaluation-sets/" + "f".repeat(256) + "/golden")
                .then()
                .statusCode(400)
                .body("field", equalTo("feature"));
        set(22).body(body).put(feature + "n".repeat(100)).then().statusCode(200).body("name", equalTo("n".repeat(100)));
        set(22).delete(feature + "golden").then().statusCode(404).body("field", equalTo("name"));
        assertThat(sets(22, "named").getList("items.name")).containsExactly("n".repeat(100));
    }

    /** As a look stores it that found something in one part of the traffic only. */
    @Test
    void findingOfOnePart_saysWhichPart_andWithWhatItWasCompared() throws Exception {
        change("""
                INSERT INTO drift.finding (id, project_id, feature, reference, kind, cluster_id, direction, state, p_value,
                    since_nano, opened_nano, until_nano, hits, n, ref_hits, ref_n, examples, statement, words, hours,
                    usual_hits, usual_n, view, compared_with, holds)
                VALUES ('of-a-part', 23, 'parts', 1, 'form_changed', 'length', 'up', 'open', 0.001,
                    1, 1, 2, 5, 10, 1, 10, '{}', 'Longer.', 'long', 'any', 1, 10, 'slice plan=free', 'in the reference',
                    '{slice plan=free,last_week}')
                """);

        JsonPath found = findings(23);
        assertThat(found.getString("items[0].against.reference")).isEqualTo("first");
        assertThat(found.getString("items[0].against.slice")).isEqualTo("plan=free");
        assertThat(found.getList("items[0].against.holds")).containsExactly("slice plan=free", "last_week");

        Story story = new Story(
                "of-a-part",
                "slice plan=free",
                new Story.Subject(Kind.FORM_CHANGED, "length", true),
                new Story.Raised(1, new Scale(8), 1, 0.001),
                new Share(5, 10),
                2);
        Change over = new Change(
                Change.Type.CLOSED,
                story,
                null,
                3,
                Change.Shares.of(story.reported(), story.reported()),
                List.of(),
                new Change.Against("", List.of()));
        Progress progress = new Progress(new FeatureKey(23, "parts"), 0, 1, "model", 400, DetectorState.START, null);
        Sql.commit(
                database,
                connection -> findings.apply(
                        connection, progress, new FindingStore.Changes(4, List.of(over)), Map.of(), Instant.now()));

        assertThat(findings(23).getList("items")).isEmpty();
        assertThat(text("SELECT state || ': ' || statement || ' ' || hits || ' ' || holds::text FROM drift.finding"
                        + " WHERE id = 'of-a-part'"))
                .isEqualTo("closed: “long” is no longer followed: what it was compared with is over. 5"
                        + " {\"slice plan=free\",last_week}");
    }

    @Test
    void recordThatCannotBeRead_becomesADeadLetterAndTheChannelGoesOn() throws Exception {
        try (KafkaProducer<String, byte[]> bus = producer()) {
            bus.send(new ProducerRecord<>(Topics.REQUESTS, "poison", "{broken".getBytes(StandardCharsets.UTF_8)));
        }
        send(new Conversations(9, "after the poison", Instant.parse("2026-02-01T00:00:00Z"))
                .ask(3, 0)
                .events());

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(number(feature(9), "requests.observed")).isEqualTo(3));
        assertThat(text("SELECT reason FROM drift.dead_letter WHERE key = 'poison'"))
                .isEqualTo("the record is no JSON");
    }

    @Test
    void requestWhoseTextIsGone_endsAsUnreadableAndHoldsNobodyUp() throws Exception {
        send(new Conversations(10, "erased", Instant.parse("2026-02-01T00:00:00Z"))
                .ask(5, 0)
                .events());

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(number(feature(10), "requests.sessions.unreadable"))
                        .isEqualTo(5));
        assertThat(text("SELECT DISTINCT reason FROM drift.observation WHERE project_id = 10"))
                .isEqualTo("the request is not in the trace store");
    }

    @Test
    void metricsAndHealth_areOpenToWhoRunsIt() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> given().get("/q/metrics")
                        .then()
                        .statusCode(200)
                        .body(
                                containsString("plumbline_drift_sessions_waiting"),
                                containsString("plumbline_drift_embedded")));
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void callWithoutAnIdentity_isRefused() {
        for (String path :
                List.of("findings", "findings/x", "clusters", "features", "evaluation-sets", "evaluation-sets/x")) {
            given().get("/api/v1/drift/" + path).then().statusCode(401).body("error", containsString("identity"));
        }
        given().post("/api/v1/drift/features/x/reference?from=2026-01-01T00:00:00Z")
                .then()
                .statusCode(401);
    }

    @Test
    void badParameters_areNamed() {
        refused("findings?state=ajar", "state");
        refused("findings?project=all", "project");
        refused("findings?from=yesterday", "from");
        refused("findings?cursor=x", "cursor");
        refused("findings?limit=501", "limit");
        refused("clusters", "feature");
        refused("features?project=0", "project");
        console()
                .post("/api/v1/drift/features/x/reference")
                .then()
                .statusCode(400)
                .body("field", equalTo("from"));
        console()
                .post("/api/v1/drift/features/x/reference?from=soon")
                .then()
                .statusCode(400)
                .body("field", equalTo("from"));
        console()
                .post("/api/v1/drift/features/x/reference?from=2026-01-01T00:00:00Z&release=1")
                .then()
                .statusCode(400)
                .body("field", equalTo("from"));
        console()
                .post("/api/v1/drift/features/x/reference?release=none")
                .then()
                .statusCode(404)
                .body("field", equalTo("release"));
        console()
                .post("/api/v1/drift/features/x/reference?from=2026-01-01T00:00:00Z")
                .then()
                .statusCode(409)
                .body("field", equalTo("feature"));
        console().get("/api/v1/drift/findings/none").then().statusCode(404).body("field", equalTo("id"));
    }

    private static void refused(String call, String field) {
        console().get("/api/v1/drift/" + call).then().statusCode(400).body("field", equalTo(field));
    }

    private static JsonPath findings() {
        return findings(PROJECT);
    }

    private static JsonPath findings(int project) {
        return console()
                .queryParam("project", project)
                .queryParam("state", "open")
                .get("/api/v1/drift/findings")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Null while the feature is not there. */
    private static Integer number(JsonPath json, String path) {
        return json.get(path);
    }

    private static JsonPath feature() {
        return feature(PROJECT);
    }

    private static JsonPath feature(int project) {
        return console()
                .queryParam("project", project)
                .get("/api/v1/drift/features")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .setRootPath("items[0]");
    }

    private static RequestSpecification console() {
        return given().header(Identity.HEADER, Identity.sign(PlumblineServers.SECRET, "console", Instant.now()));
    }

    private static void send(List<RequestSettled> events) throws Exception {
        try (KafkaProducer<String, byte[]> bus = producer()) {
            for (RequestSettled event : events) {
                bus.send(new ProducerRecord<>(
                        Topics.REQUESTS, event.request().traceId(), JSON.writeValueAsBytes(event)));
            }
        }
    }

    private static KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", PlumblineServers.shared().kafka(), "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private static void change(String sql) throws Exception {
        try (Connection connection = PlumblineServers.shared().superuser().getConnection()) {
            assertThat(connection.createStatement().executeUpdate(sql)).isPositive();
        }
    }

    private static String text(String sql) throws Exception {
        Supplier<String> none = () -> "";
        try (Connection connection = PlumblineServers.shared().superuser().getConnection();
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            return row.next() ? row.getString(1) : none.get();
        }
    }
}
