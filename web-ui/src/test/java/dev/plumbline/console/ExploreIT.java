package dev.plumbline.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.console.fixture.ConsoleServers;
import dev.plumbline.console.fixture.OwnerStandIn;
import dev.plumbline.console.fixture.Recorded;
import dev.plumbline.console.fixture.StoredTraces;
import dev.plumbline.console.fixture.TestSpan;
import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Fingerprint;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestText;
import dev.plumbline.contracts.trace.SpanKind;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Sessions, facets, files, requests like another one. */
@QuarkusTest
@ConsoleServers
class ExploreIT {
    private static final long SECOND = 1_000_000_000L;

    private final StoredTraces store = new StoredTraces();
    private final long now = Instant.now().getEpochSecond() * SECOND;

    @BeforeEach
    void clear() {
        OwnerStandIn.reset();
        Recorded.everything();
        store.clear();
    }

    private static Response get(String path) {
        return given().urlEncodingEnabled(false).header("Accept", "text/html").get(path);
    }

    private static String page(String path) {
        return get(path).then().statusCode(200).extract().asString();
    }

    private List<TestSpan> turn(int number, String session, long secondsAgo, String asked, String answered) {
        String traceId = trace(number);
        long start = now - secondsAgo * SECOND;
        Origin origin = new Origin("helpdesk", number % 2 == 0 ? "2.4.1" : "2.4.0", "production", session, null);
        return List.of(TestSpan.of(traceId, "00000000000000a1", null, start)
                .named("chat", SpanKind.LLM)
                .lasting(800)
                .with(new Content(
                        Map.of("temperature", number % 2 == 0 ? 0.2 : 0.9),
                        List.of(
                                Message.text("system", "Be brief, release " + number % 2 + "."),
                                Message.text("user", asked)),
                        List.of(Message.text("assistant", answered)),
                        List.of(),
                        List.of()))
                .from(origin));
    }

    private static String trace(int number) {
        return String.format("%032x", 0xcc0000L + number);
    }

    private void with(List<TestSpan> trace, Map<String, String> attributes, Fingerprint print) {
        store.storeSpans(trace);
        Request request = StoredTraces.request(trace);
        store.storeRequest(new Request(
                request.ref(),
                request.version(),
                request.origin(),
                request.time(),
                request.shape(),
                new RequestText(request.text().input(), request.text().output(), false, print),
                attributes));
    }

    private static Fingerprint print(String model, String system, String input) {
        return new Fingerprint(
                StoredTraces.digest(model + system + input),
                StoredTraces.digest(model),
                StoredTraces.digest(system),
                StoredTraces.digest("tools"),
                StoredTraces.digest("context"),
                StoredTraces.digest("history"),
                StoredTraces.digest(input));
    }

    @Test
    void session_isAConversationInItsOrder_withScores_andNothingOfAnother() {
        store.store(turn(2, "s/1 ?", 100, "And for two?", "Twice that."));
        store.store(turn(1, "s/1 ?", 400, "What is a day ticket?", "Seven."));
        store.store(turn(3, "another", 200, "Of somebody else", "Not shown."));
        Recorded.score(trace(2), "grounded", "fail", 0.1);

        String page = page("/sessions?id=s%2F1%20%3F");

        assertThat(page)
                .containsSubsequence("What is a day ticket?", "Seven.", "4 min later", "And for two?", "Twice that.");
        assertThat(page)
                .doesNotContain("somebody else")
                .contains("class=\"tag fail\"")
                .contains("2.4.0, 2.4.1");
        assertThat(page).contains("/compare?a=" + trace(1) + "&amp;b=" + trace(2));
        assertThat(page("/sessions/another")).contains("Of somebody else");
        assertThat(page("/traces")).contains("/sessions?id=s%2F1%20%3F").contains("/sessions/another");
        assertThat(get("/sessions/nobody").statusCode()).isEqualTo(404);
        assertThat(get("/sessions?id=").statusCode()).isEqualTo(400);
    }

    @Test
    void longSession_hasPages_andItsTurnsKeepTheirNumbers() {
        for (int i = 0; i < 53; i++) {
            store.store(turn(i, "long", 4000 - i * 10, "question " + i + ".", "answer " + i + "."));
        }

        String first = page("/sessions/long");
        String next =
                first.replaceAll("(?s).*href=\"([^\"]*)\" rel=\"next\".*", "$1").replace("&amp;", "&");
        String second = page(next);

        assertThat(first).contains("question 49.").doesNotContain("question 50.");
        assertThat(second).contains("question 50.", "question 52.", ">53</a>").doesNotContain("question 49.");
    }

    @Test
    void values_areCounted_keptByAClick_orLeftOut() {
        with(turn(1, "a", 60, "One?", "1"), Map.of("plan", "monthly"), print("m", "s", "1"));
        with(turn(2, "a", 50, "Two?", "2"), Map.of("plan", "monthly"), print("m", "s", "2"));
        with(turn(4, "a", 40, "Four?", "4"), Map.of("plan", "day <b>"), print("m", "s", "4"));
        with(turn(6, "a", 30, "Six?", "6"), Map.of(), print("m", "s", "6"));

        String all = page("/traces");
        assertThat(all).contains("Counted over all 4 that match.");
        assertThat(all).containsSubsequence("<bdi>plan</bdi>", "<bdi>monthly</bdi>", "<span class=\"num quiet\">2<");
        assertThat(all).contains("/traces?attr.plan=day%20%3Cb%3E").contains("/traces?not.attr.plan=monthly");

        assertThat(page("/traces?attr.plan=monthly")).contains("One?", "Two?").doesNotContain("Four?", "Six?");
        assertThat(page("/traces?not.attr.plan=monthly"))
                .contains("Four?", "Six?")
                .doesNotContain("One?", "Two?");
        String rest = page("/traces?not.attr.plan=monthly&not.attr.plan=day%20%3Cb%3E&release=2.4.1");
        assertThat(rest).contains("Six?", "not attr.plan: monthly").doesNotContain("Four?", "One?");
        assertThat(rest)
                .as("the form keeps what it has no field for")
                .contains("<input type=\"hidden\" name=\"not.attr.plan\" value=\"day &lt;b&gt;\">");
        assertThat(given().get("/api/v1/requests?not.release=2.4.1").jsonPath().getList("items"))
                .hasSize(1);
        assertThat(given().get("/api/v1/requests?not.relase=1").statusCode()).isEqualTo(400);
        assertThat(get("/api/v1/requests").statusCode())
                .as("no page at an address of the API")
                .isEqualTo(406);
    }

    @Test
    void page_isAFile_withItsScores_andSaysWhenTheyAreNotKnown() throws Exception {
        store.store(turn(1, "a", 60, "=1+1?", "Two,\n\"really\"."));
        store.store(turn(2, "b", 50, "Other?", "Other."));
        Recorded.score(trace(1), "grounded", "fail", 0.1);

        Response csv = get("/download/requests.csv?session=a");
        assertThat(csv.header("Content-Disposition")).isEqualTo("attachment; filename=\"requests.csv\"");
        assertThat(csv.asString().lines().findFirst().orElseThrow()).startsWith("\"time\",\"trace\",");
        assertThat(csv.asString())
                .contains("\"'=1+1?\",\"Two,\n\"\"really\"\".\"", "\"grounded: fail\"")
                .doesNotContain("Other");

        String[] lines = get("/download/session.jsonl?id=a").asString().split("\n");
        assertThat(lines).hasSize(1);
        JsonNode line = new ObjectMapper().readTree(lines[0]);
        assertThat(line.at("/request/ref/traceId").asText()).isEqualTo(trace(1));
        assertThat(line.at("/scores/0/score/label").asText()).isEqualTo("fail");

        OwnerStandIn.down("evaluator");
        assertThat(get("/download/requests.csv?session=a").asString()).contains("\"not loaded\"");
        assertThat(new ObjectMapper()
                        .readTree(get("/download/requests.jsonl?session=a").asString())
                        .get("scores")
                        .isNull())
                .isTrue();
        assertThat(get("/download/requests.xml").statusCode()).isEqualTo(404);
    }

    @Test
    void requestsWithTheSameQuestion_areListed_thoseThatDifferLeastFirst() {
        with(turn(1, "a", 60, "Same?", "One answer."), Map.of(), print("m", "s", "Same?"));
        with(turn(2, "a", 50, "Same?", "Far answer."), Map.of(), print("other", "other", "Same?"));
        with(turn(4, "a", 90, "Same?", "Near answer."), Map.of(), print("m", "other", "Same?"));
        with(turn(6, "a", 40, "Different?", "No answer."), Map.of(), print("m", "s", "Different?"));

        String page = page("/traces/" + trace(1));

        assertThat(page).contains("2 within seven days").doesNotContain("No answer.");
        assertThat(page).containsSubsequence("other system<", "Near answer.", "other model, system<", "Far answer.");
        assertThat(page)
                .contains("/compare?a=" + trace(1) + ".00000000000000a1&amp;b=" + trace(4) + ".00000000000000a1");
    }

    @Test
    void comparison_marksTheWordsOfThePartsThatDiffer_andNamesThoseThatDoNot() {
        with(turn(1, "a", 60, "Same?", "Five days."), Map.of(), print("m1", "s1", "Same?"));
        with(turn(2, "a", 50, "Same?", "Ten days."), Map.of(), print("m2", "s2", "Same?"));

        String page = page("/compare?a=" + trace(1) + "&b=" + trace(2));

        assertThat(page)
                .contains("<span class=\"tag ok\">input</span>", "<span class=\"tag ok\">tools</span>")
                .contains("<del>1</del>", "<ins>0</ins>", "<del>Five</del>", "<ins>Ten</ins>")
                .contains("temperature: 0.")
                .doesNotContain("id=\"part-input\"");
        assertThat(page("/compare")).contains("Name two requests");
        assertThat(get("/compare?a=" + trace(1) + "&b=" + trace(9)).asString()).contains("There is no request");
        assertThat(get("/compare?a=x&b=y").statusCode()).isEqualTo(400);
    }

    @Test
    void comparisonOfRedactedTexts_saysThatOnlyTheDigestsDiffer() {
        with(turn(1, "a", 60, "[hidden]", "Five."), Map.of(), print("m", "s", "secret one"));
        with(turn(3, "a", 50, "[hidden]", "Five."), Map.of(), print("m", "s", "secret two"));

        assertThat(page("/compare?a=" + trace(1) + "&b=" + trace(3)))
                .contains("The digests differ and what is stored does not");
    }
}
