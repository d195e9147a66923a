package dev.plumbline.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.console.fixture.ConsoleServers;
import dev.plumbline.console.fixture.OwnerStandIn;
import dev.plumbline.console.fixture.Recorded;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Keys, projects, privacy, receivers and the ledger: what an admin sees and what reaches the owners. */
@QuarkusTest
@ConsoleServers
class SourcesIT {
    private static final String SECRET = "pl_live_7d3a41_0123456789";

    @BeforeEach
    void fill() {
        OwnerStandIn.reset();
        Recorded.everything();
    }

    private static Response get(String path) {
        return given().header("Accept", "text/html").get(path);
    }

    private static String page(String path) {
        return get(path).then().statusCode(200).extract().asString();
    }

    private static Response post(String path, String... fields) {
        var form = given().redirects()
                .follow(false)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Accept", "text/html");
        for (int i = 0; i < fields.length; i += 2) {
            form.formParam(fields[i], fields[i + 1]);
        }
        return form.post(path);
    }

    private static OwnerStandIn.Call changed(String part) {
        List<OwnerStandIn.Call> changes = OwnerStandIn.calls(part).stream()
                .filter(call -> !call.method().equals("GET"))
                .toList();
        assertThat(changes).hasSize(1);
        return changes.get(0);
    }

    private static JsonNode body(String part) throws Exception {
        return new ObjectMapper().readTree(changed(part).body());
    }

    @Test
    void keys_areListed_andANewOneIsShownOnce_withWhatToPaste() throws Exception {
        assertThat(page("/settings/keys"))
                .contains("k-7d3a41", "k-1c0f22", "Yes, revoke k-7d3a41")
                .doesNotContain("Yes, revoke k-1c0f22");
        OwnerStandIn.answer(
                "trace-ingest", "/api/v1/keys", 201, "{\"project\":\"checkout\",\"key\":\"" + SECRET + "\"}");

        String made = post("/settings/keys", "of", " checkout ")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(body("trace-ingest").get("project").asText()).isEqualTo("checkout");
        assertThat(made)
                .contains(">" + SECRET + "</code>", "x-plumbline-key=" + SECRET, "x-plumbline-key: " + SECRET)
                .contains("Python", "Java", "JavaScript", "OpenTelemetry Collector")
                .contains("        headers:\n          x-plumbline-key: "
                        .replace("        headers", "    headers")
                        .replace("          x", "      x"));
        OwnerStandIn.answer("trace-ingest", "/api/v1/keys", Recorded.read("keys.json"));
        assertThat(page("/settings/keys")).doesNotContain(SECRET);
    }

    @Test
    void key_whoseTextDoesNotCome_isNotShownAsMade() {
        OwnerStandIn.answer("trace-ingest", "/api/v1/keys", 201, "{\"project\":\"checkout\"}");

        assertThat(post("/settings/keys", "of", "checkout").asString())
                .contains("trace-ingest answered in a shape that is not understood.");
    }

    @Test
    void key_isRotatedWithAGrace_andRevoked_andARefusalSaysWhy() throws Exception {
        OwnerStandIn.answer("trace-ingest", "/api/v1/keys/k-7d3a41/rotate", 201, "{\"key\":\"" + SECRET + "\"}");
        assertThat(post("/settings/keys/k-7d3a41/rotate", "of", "default", "grace", "86400")
                        .asString())
                .contains(SECRET);
        assertThat(body("trace-ingest").get("graceSeconds").asInt()).isEqualTo(86_400);

        OwnerStandIn.answer("trace-ingest", "/api/v1/keys/k-7d3a41", 204, "");
        assertThat(post("/settings/keys/k-7d3a41/revoke", "of", "default").asString())
                .contains("The key k-7d3a41 ends within half a minute.");
        Response refused = post("/settings/keys/nope/revoke", "of", "default");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.asString()).contains("trace-ingest answered 404: not found");
    }

    @Test
    void projects_haveLimitAndDays_whichAnAdminSets() throws Exception {
        assertThat(page("/settings/projects"))
                .contains("checkout", "value=\"500\"", "<option selected>90</option>", "placeholder=\"no limit\"");
        OwnerStandIn.answer("trace-ingest", "/api/v1/projects/checkout/limit", "{}");
        assertThat(post("/settings/projects/checkout/limit", "spansPerSecond", " ")
                        .header("Location"))
                .contains("done=The%20limit");
        assertThat(changed("trace-ingest").body()).isEqualTo("{\"spansPerSecond\":null}");
        assertThat(post("/settings/projects/checkout/limit", "spansPerSecond", "many")
                        .header("Location"))
                .contains("refused");

        OwnerStandIn.reset();
        OwnerStandIn.answer(
                "trace-ingest",
                "/api/v1/projects/checkout/retention",
                400,
                "{\"error\":\"days must be 7, 30, 90 or 400\",\"field\":\"days\"}");
        assertThat(post("/settings/projects/checkout/retention", "days", "8").header("Location"))
                .contains("refused", "days%20must%20be");
        assertThat(body("trace-ingest").get("days").asInt()).isEqualTo(8);
    }

    @Test
    void privacy_isReadAndWritten_andWhatIsRefused_staysAsItWasWritten() {
        assertThat(page("/settings/projects/default/privacy"))
                .contains("&quot;email&quot; : &quot;mask&quot;", "T-[0-9]{6}");
        OwnerStandIn.answer(
                "trace-ingest",
                "/api/v1/projects/default/privacy",
                400,
                "{\"error\":\"redact.email must be mask, token or drop\",\"field\":\"redact.email\"}");

        Response refused = post("/settings/projects/default/privacy", "policy", "{\"redact\": {\"email\": \"hide\"}}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.asString())
                .contains("redact.email must be mask, token or drop", "&quot;hide&quot;", "aria-invalid");
        OwnerStandIn.answer("trace-ingest", "/api/v1/projects/default/privacy", "{}");
        assertThat(post("/settings/projects/default/privacy", "policy", "{}").header("Location"))
                .contains("holds%20within%2030%20seconds");
        assertThat(get("/settings/projects/nobody/privacy").statusCode()).isEqualTo(404);
    }

    @Test
    void receivers_areMade_tested_andGivenANewSecret() throws Exception {
        assertThat(page("/settings/receivers"))
                .contains("severity = page", "the last failed: no answer within 30 s", "answered 410")
                .contains("/settings/receivers/on-call/secret")
                .doesNotContain("/settings/receivers/chat/secret");
        OwnerStandIn.answer(
                "alerting",
                "/api/v1/receivers/on-call/test",
                "{\"delivered\":false,\"status\":500,\"error\":\"it answered 500\",\"millis\":12}");
        assertThat(post("/settings/receivers/on-call/test").header("Location"))
                .contains("refused", "with%20500", "it%20answered%20500");

        OwnerStandIn.reset();
        OwnerStandIn.answer("alerting", "/api/v1/receivers", 201, "{\"name\":\"new\",\"secret\":\"whsec_abc\"}");
        assertThat(post(
                                "/settings/receivers",
                                "name",
                                "new",
                                "url",
                                "https://x.example",
                                "encoding",
                                "standard",
                                "secret",
                                "",
                                "feature",
                                "helpdesk")
                        .asString())
                .contains("whsec_abc", "The receiver is told from now on");
        assertThat(body("alerting").has("secret")).isFalse();
        assertThat(body("alerting").at("/matchers/0/value").asText()).isEqualTo("helpdesk");

        OwnerStandIn.reset();
        Recorded.everything();
        OwnerStandIn.answer("alerting", "/api/v1/receivers/on-call/rotate", "{\"secret\":\"whsec_new\"}");
        assertThat(post("/settings/receivers/on-call/secret", "hours", "168").asString())
                .contains("whsec_new");
        assertThat(body("alerting").get("hours").asInt()).isEqualTo(168);
    }

    @Test
    void ledger_addsUp_withReasons_andAMessageIsTakenAgain() {
        assertThat(page("/ledger"))
                .contains(
                        "<td class=\"num\">200</td>",
                        "<td class=\"num\">190</td>",
                        "trace id is all zero: 5",
                        "budget: 1",
                        "lost some")
                .contains("/ledger/31/replay", "20 kB".replace("20 kB", "known campaign"));
        OwnerStandIn.answer(
                "trace-ingest",
                "/api/v1/ingest/dead-letters/31/replay",
                "{\"rejected\":2,\"reasons\":[\"still bad\"]}");
        assertThat(post("/ledger/31/replay").header("Location")).contains("Taken%20again%3B%202", "still%20bad");
        OwnerStandIn.down("trace-ingest");
        assertThat(get("/ledger").statusCode()).isEqualTo(503);
        assertThat(get("/settings/keys").statusCode()).isEqualTo(503);
        assertThat(get("/settings/projects").statusCode()).isEqualTo(503);
    }
}
