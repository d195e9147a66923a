package dev.plumbline.console.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.console.access.Role;
import dev.plumbline.console.fixture.ConsoleServers;
import dev.plumbline.console.fixture.OwnerStandIn;
import dev.plumbline.console.fixture.Recorded;
import dev.plumbline.console.fixture.Samples;
import dev.plumbline.console.fixture.StoredTraces;
import dev.plumbline.console.people.Users;
import dev.plumbline.testkit.servers.PlumblineServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Labels by two reviewers of one draw: blind unless somebody looked, never the same request twice. */
@QuarkusTest
@ConsoleServers
class ReviewIT {
    private static final String DRAW = "6f1c7a52-1f0e-4c1b-9d3a-5b2f0a9c4e11";
    private static final String VERDICT = "The last sentence names a price";
    private static final Pattern ITEM =
            Pattern.compile("name=\"item\" value=\"([0-9a-f-]{49})\">\\s*<label class=\"reason\"");

    @Inject
    Users users;

    private final StoredTraces store = new StoredTraces();

    @BeforeEach
    void fill() {
        OwnerStandIn.reset();
        Recorded.everything();
        Recorded.review();
        Recorded.score(trace(1), "grounded", "fail", 0.2);
        OwnerStandIn.answer("evaluator", "/api/v1/labels", 201, "{\"label\":{},\"counts\":\"yes\"}");
        store.clear();
        long now = Instant.now().getEpochSecond() * 1_000_000_000L;
        for (int i = 1; i < 4; i++) {
            store.store(Samples.helpdesk(i, now - i * 60_000_000_000L, false));
        }
        users.clear();
        users.add("kim", Role.REVIEWER, true);
        users.add("lee", Role.REVIEWER, true);
    }

    @AfterEach
    void open() {
        users.clear();
    }

    private static String trace(int number) {
        return String.format("%032x", 0xabc0000L + number);
    }

    private static String item(int number) {
        return trace(number) + "-00000000000000a1";
    }

    private RequestSpecification as(String name) {
        return given().redirects()
                .follow(false)
                .header("Accept", "text/html")
                .header("Sec-Fetch-Site", "same-origin")
                .cookie("plumbline_session", users.session(name));
    }

    private String page(String name, String query) {
        return as(name).get("/review?draw=" + DRAW + query)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private String nextOf(String name) {
        Matcher found = ITEM.matcher(page(name, ""));
        assertThat(found.find()).as("a request for " + name).isTrue();
        return found.group(1);
    }

    private Response post(String name, String what, String item, String... more) {
        RequestSpecification form = as(name).formParam("draw", DRAW).formParam("item", item);
        for (int i = 0; i < more.length; i += 2) {
            form.formParam(more[i], more[i + 1]);
        }
        return form.post("/review/" + what);
    }

    private static JsonNode sent() throws Exception {
        List<OwnerStandIn.Call> labels = OwnerStandIn.calls("evaluator").stream()
                .filter(call -> call.method().equals("POST"))
                .toList();
        return new ObjectMapper().readTree(labels.get(labels.size() - 1).body());
    }

    @Test
    void request_isShownWithItsQuestionAndPassages_andWithoutItsVerdict() {
        String page = page("kim", "");

        assertThat(page)
                .contains("My card was charged twice", "One of the two charges is a hold", "articles/refunds#2")
                .contains("Does every sentence follow from the passages?", "No price is named that no passage has.")
                .contains("<b>0 of 3</b>", "48 of 100 labels that count")
                .doesNotContain(VERDICT)
                .doesNotContain("0.20");
    }

    @Test
    void label_reachesTheEvaluator_blind_andTheNextOneComes() throws Exception {
        Response answer = post("kim", "label", item(1), "label", "fail", "reason", " names a price ");

        assertThat(answer.header("Location")).endsWith("/review?draw=" + DRAW + "&last=" + item(1));
        assertThat(sent().toString())
                .contains("\"traceId\":\"" + trace(1) + "\"", "\"spanId\":\"00000000000000a1\"")
                .contains("\"rubric\":\"grounded\"", "\"rubricVersion\":1", "\"label\":\"fail\"")
                .contains("\"blind\":true", "\"reason\":\"names a price\"", "\"project\":1");
        OwnerStandIn.answer(
                "evaluator", "/api/v1/labels", Recorded.read("labels.json").replace("console", "kim"));
        assertThat(page("kim", "&last=" + item(1)))
                .contains("you said <b>fail</b>", "item=" + item(1), "What did the scorer say?")
                .doesNotContain(VERDICT);
    }

    @Test
    void whoSawTheVerdict_labelsNoMoreBlindly_whateverTheFormSays() throws Exception {
        Response shown = post("kim", "verdict", item(1));

        assertThat(shown.header("Location")).endsWith("&item=" + item(1));
        assertThat(page("kim", "&item=" + item(1))).contains(VERDICT, "your label is kept and not counted");
        post("kim", "label", item(1), "label", "pass", "blind", "true");
        assertThat(sent().get("blind").asBoolean()).isFalse();
        post("lee", "label", item(1), "label", "pass");
        assertThat(sent().get("blind").asBoolean()).as("lee has seen nothing").isTrue();
    }

    @Test
    void twoReviewers_neverHaveTheSameRequestBeforeThem_untilALeaseEnds() throws Exception {
        String ofKim = nextOf("kim");
        String ofLee = nextOf("lee");

        assertThat(ofLee).isNotEqualTo(ofKim);
        assertThat(nextOf("kim")).as("a reload changes nothing").isEqualTo(ofKim);
        assertThat(page("lee", "&item=" + ofKim)).as("taken").contains(ofLee).doesNotContain("value=\"" + ofKim);
        post("kim", "skip", ofKim);
        assertThat(nextOf("kim")).isEqualTo(item(3));
        try (Connection connection = PlumblineServers.shared().superuser().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("UPDATE console.review_lease SET until = now() - interval '1 second'"
                    + " WHERE trace_id = '" + ofLee.substring(0, 32) + "'");
        }
        post("kim", "skip", item(3));
        assertThat(nextOf("kim")).as("lee went away").isEqualTo(ofLee);
    }

    @Test
    void whatWasSkipped_comesAgain_onRequest() {
        for (int i = 1; i < 4; i++) {
            post("kim", "skip", item(i));
        }
        assertThat(page("kim", "")).contains("Nothing for you now", "You skipped 3.");
        assertThat(nextOf("lee")).isEqualTo(item(1));

        as("kim").formParam("draw", DRAW).post("/review/again");

        assertThat(nextOf("kim")).isEqualTo(item(2));
    }

    @Test
    void undo_leadsToTheRequestBefore_andAsksAgain() {
        OwnerStandIn.answer(
                "evaluator",
                "/api/v1/labels/draws/" + DRAW,
                Recorded.read("draw.json").replaceFirst("\"labels\": *0", "\"labels\":1"));
        OwnerStandIn.answer(
                "evaluator", "/api/v1/labels", Recorded.read("labels.json").replace("console", "kim"));

        assertThat(page("kim", "&item=" + item(1)))
                .contains("You said <b>fail</b> of this one", "name=\"item\" value=\"" + item(1));
        OwnerStandIn.answer(
                "evaluator", "/api/v1/labels", Recorded.read("labels.json").replace("console", "lee"));
        assertThat(page("kim", "&item=" + item(1))).as("another's label").doesNotContain("You said");
    }

    @Test
    void labelled_areNotGivenAgain_andTheEndSaysSo() {
        String all = Recorded.read("draw.json")
                .replace("\"labels\":0", "\"labels\":1")
                .replace("\"labelled\":0", "\"labelled\":3");
        OwnerStandIn.answer("evaluator", "/api/v1/labels/draws/" + DRAW, all);

        assertThat(page("kim", "")).contains("All labelled", "<b>3 of 3</b>").doesNotContain("name=\"label\"");
    }

    @Test
    void draw_isMade_listed_andARefusalSaysWhy() throws Exception {
        assertThat(as("kim").get("/review").asString()).contains("None yet. A draw picks requests");
        OwnerStandIn.answer("evaluator", "/api/v1/labels/draws", 201, Recorded.read("draw.json"));

        String there = as("kim")
                .formParam("rubric", " grounded ")
                .formParam("wanted", "200")
                .formParam("days", "7")
                .post("/review/draws")
                .header("Location");

        assertThat(there).endsWith("/review?draw=" + DRAW);
        assertThat(sent().get("rubric").asText()).isEqualTo("grounded");
        assertThat(sent().get("wanted").asInt()).isEqualTo(200);
        page("kim", "");
        assertThat(as("lee").get("/review").asString()).contains(DRAW, "grounded", "kim, 2026-11-21 06:10");
        OwnerStandIn.answer(
                "evaluator",
                "/api/v1/labels/draws",
                400,
                "{\"error\":\"rubric has no score in this range\",\"field\":\"rubric\"}");
        assertThat(as("kim").formParam("rubric", "x").post("/review/draws").header("Location"))
                .contains("refused", "rubric%20has%20no%20score");
    }

    @Test
    void labelThatIsRefused_staysWithTheRequest_andAnEvaluatorThatIsAway_isSaid() {
        OwnerStandIn.answer("evaluator", "/api/v1/labels", 400, "{\"error\":\"reason is too long\"}");
        assertThat(post("kim", "label", item(1), "label", "fail").header("Location"))
                .contains("item=" + item(1), "refused");
        assertThat(post("kim", "label", item(1), "label", "good").header("Location"))
                .contains("refused");
        assertThat(as("kim").get("/review?draw=nonsense").statusCode()).isEqualTo(400);
        assertThat(page("kim", "")).contains("Pass");
        assertThat(as("kim").get("/review?draw=" + DRAW + "&item=" + item(9)).statusCode())
                .isEqualTo(400);
        OwnerStandIn.down("evaluator");
        assertThat(as("kim").get("/review?draw=" + DRAW).statusCode()).isEqualTo(503);
    }
}
