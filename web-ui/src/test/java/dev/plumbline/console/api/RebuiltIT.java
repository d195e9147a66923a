package dev.plumbline.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.console.fixture.ConsoleServers;
import dev.plumbline.console.fixture.StoredTraces;
import dev.plumbline.console.fixture.TestSpan;
import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Document;
import dev.plumbline.contracts.trace.Fingerprint;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.ModelCall;
import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.Part;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestText;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.contracts.trace.TokenUsage;
import dev.plumbline.contracts.trace.ToolDefinition;
import dev.plumbline.tracestore.StoredSpan;
import dev.plumbline.tracestore.fingerprint.CanonicalJson;
import dev.plumbline.tracestore.fingerprint.Components;
import dev.plumbline.tracestore.fingerprint.SeenCall;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

/** What a model saw, rebuilt from the real store. */
@QuarkusTest
@ConsoleServers
class RebuiltIT {
    private static final long SECOND = 1_000_000_000L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StoredTraces store = new StoredTraces();
    private final long now = Instant.now().getEpochSecond() * SECOND;

    @BeforeEach
    void clear() {
        store.clear();
    }

    /** Stores an agent's trace with retrieval and one call. @return its trace id */
    private String stored(int number, String system, String release) {
        String traceId = String.format("%032x", 0xb0b0000L + number);
        long start = now - (100 - number) * SECOND;
        Origin origin = new Origin("helpdesk", release, "production", "s-1", null);
        TestSpan root = TestSpan.of(traceId, "00000000000000a1", null, start).named("ask", SpanKind.AGENT);
        TestSpan fetch = TestSpan.of(traceId, "00000000000000a2", "00000000000000a1", start + 1)
                .named("fetch", SpanKind.RETRIEVER)
                .with(new Content(
                        Map.of(), List.of(), List.of(), List.of(), List.of(new Document("d1", "30 days", 0.7))));
        TestSpan call = TestSpan.of(traceId, "00000000000000a3", "00000000000000a1", start + 2)
                .named("chat m-1", SpanKind.LLM)
                .calling(new ModelCall("openai", "m-1", "m-1-0601", "r-" + number, List.of("stop"), TokenUsage.NONE))
                .with(new Content(
                        Map.of("temperature", 0.5, "top_k", 40, "stop_sequences", List.of("END")),
                        List.of(
                                Message.text("system", system),
                                Message.text("user", "Where is line 7?"),
                                new Message(
                                        "assistant", List.of(Part.toolCall("id-" + number, "find", "{\"line\":7}"))),
                                new Message("tool", List.of(Part.toolResponse("id-" + number, "find", "platform B"))),
                                Message.text("user", "And \u20ac now? <b>\"😀\"</b>\n")),
                        List.of(Message.text("assistant", "At platform B.")),
                        List.of(new ToolDefinition("find", "Finds", "{\"type\":\"object\"}")),
                        List.of()));
        List<TestSpan> trace = List.of(root.from(origin), fetch.from(origin), call.from(origin));
        store.storeSpans(trace);
        Request drawn = StoredTraces.request(trace);
        Fingerprint print = SeenCall.of(
                        "00000000000000a1",
                        trace.stream()
                                .map(span -> new StoredSpan(span.span(), span.payload(), false))
                                .toList())
                .orElseThrow()
                .components()
                .fingerprint();
        store.storeRequest(new Request(
                drawn.ref(),
                1,
                drawn.origin(),
                drawn.time(),
                drawn.shape(),
                new RequestText(drawn.text().input(), drawn.text().output(), false, print),
                Map.of()));
        return traceId;
    }

    private static Response bundle(String id) {
        return given().get("/api/v1/requests/" + id + "/bundle");
    }

    @Test
    void bundle_isCanonicalAndItsDigestsCanBeTakenAgain() throws Exception {
        String traceId = stored(1, "Be kind.", "1.0");

        Response answer = bundle(traceId);

        byte[] body = answer.then()
                .statusCode(200)
                .contentType("application/json")
                .extract()
                .asByteArray();
        JsonNode json = JSON.readTree(body);
        assertThat(new String(body, StandardCharsets.UTF_8))
                .isEqualTo(CanonicalJson.write(JSON.treeToValue(json, Object.class)));
        assertThat(answer.header("ETag")).isEqualTo("\"" + sha256(body) + "\"");
        assertThat(json.at("/verification/matches").booleanValue()).isTrue();
        ByteArrayOutputStream digests = new ByteArrayOutputStream();
        for (String name : Components.NAMES) {
            String component = CanonicalJson.write(JSON.treeToValue(json.at("/components/" + name), Object.class));
            String digest = sha256(component.getBytes(StandardCharsets.UTF_8));
            assertThat(json.at("/fingerprint/" + name).textValue()).as(name).isEqualTo(digest);
            digests.write(HexFormat.of().parseHex(digest));
        }
        assertThat(json.at("/fingerprint/request").textValue()).isEqualTo(sha256(digests.toByteArray()));
        assertThat(json.at("/components/context/0/text").textValue()).isEqualTo("30 days");
        assertThat(json.at("/call/documents/0/score").doubleValue()).isEqualTo(0.7);
        assertThat(json.at("/answer/0/parts/0/text").textValue()).isEqualTo("At platform B.");
        assertThat(bundle(traceId + "-00000000000000a1").asByteArray()).isEqualTo(body);
    }

    @Test
    void bundle_holdsARequestThatCanBeSentAgain() {
        bundle(stored(1, "Be kind.", "1.0"))
                .then()
                .body("providerRequest.path", equalTo("/v1/chat/completions"))
                .body("providerRequest.body.model", equalTo("m-1"))
                .body("providerRequest.body.temperature", equalTo(0.5f))
                .body("providerRequest.body.stop", contains("END"))
                .body("providerRequest.body.messages.role", contains("system", "user", "assistant", "tool", "user"))
                .body("providerRequest.body.messages[2].tool_calls[0].function.arguments", equalTo("{\"line\":7}"))
                .body("providerRequest.body.messages[3].tool_call_id", equalTo("id-1"))
                .body("providerRequest.body.messages[3].content", equalTo("platform B"))
                .body("providerRequest.body.tools[0].function.parameters.type", equalTo("object"))
                .body("providerRequest.omitted", contains("parameter top_k"));
    }

    @Test
    void bundle_ofContentThatIsNotWhatWasHashed_saysWhichComponent() {
        String traceId = stored(1, "Be kind.", "1.0");
        store.spoilFingerprint(traceId);

        bundle(traceId)
                .then()
                .statusCode(200)
                .body("verification.matches", equalTo(false))
                .body("verification.differing", contains("system"))
                .body("verification.notExact", contains("system"));
    }

    @Test
    void fingerprint_tellsFirstAndLastSeenCountAndReleases() {
        stored(1, "Be kind.", "1.0");
        stored(2, "Be kind.", "1.0");
        String last = stored(3, "Be kind.", "1.1");
        stored(4, "Be terse.", "1.1");
        String request = bundle(last).jsonPath().getString("fingerprint.request");
        String tools = bundle(last).jsonPath().getString("fingerprint.tools");

        given().get("/api/v1/fingerprints/" + request)
                .then()
                .statusCode(200)
                .body("count", equalTo(3))
                .body("firstSeenNano", equalTo(now - 99 * SECOND))
                .body("lastSeenNano", equalTo(now - 97 * SECOND))
                .body("releases.release", contains("1.0", "1.1"))
                .body("releases.count", contains(2, 1))
                .body("releases[1].latest.traceId", equalTo(last));
        given().get("/api/v1/fingerprints/" + tools + "?component=tools")
                .then()
                .statusCode(200)
                .body("component", equalTo("tools"))
                .body("count", equalTo(4));
    }

    @Test
    void diff_tellsWhichComponentAndHow() {
        String one = stored(1, "Be kind.", "1.0");
        String other = stored(2, "Be terse.", "1.1");

        given().get("/api/v1/requests/diff?a=" + one + "&b=" + other)
                .then()
                .statusCode(200)
                .body("same", equalTo(false))
                .body("components.component", contains(Components.NAMES.toArray()))
                .body("components.findAll { !it.same }.component", contains("system"))
                .body("components[1].changes", hasSize(1))
                .body("components[1].changes[0].path", equalTo("/0/parts/0/text"))
                .body("components[1].changes[0].a", equalTo("kind"))
                .body("components[1].changes[0].b", equalTo("terse"));
        given().get("/api/v1/requests/diff?a=" + one + "&b=" + one)
                .then()
                .body("same", equalTo(true))
                .body("components.changes.flatten()", empty());
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/requests/0000000000000000000000000000abcd/bundle, 404, id",
        "/api/v1/requests/nonsense/bundle, 400, id",
        "/api/v1/requests/0000000000000000000000000000abcd/bundle?project=99, 400, project",
        "/api/v1/requests/diff, 400, a",
        "/api/v1/requests/diff?a=0000000000000000000000000000abcd&b=x, 400, b",
        "/api/v1/requests/diff?a=0000000000000000000000000000abcd&b=0000000000000000000000000000abcd, 404, a",
        "/api/v1/fingerprints/abc, 400, digest",
        "/api/v1/fingerprints/0000000000000000000000000000000000000000000000000000000000000000, 404, digest",
        "/api/v1/fingerprints/0000000000000000000000000000000000000000000000000000000000000000?component=x, 400, component",
    })
    void error_namesTheField(String path, int status, String field) {
        given().get(path).then().statusCode(status).body("field", equalTo(field));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
