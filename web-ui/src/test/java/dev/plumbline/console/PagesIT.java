package dev.plumbline.console;

import dev.plumbline.console.fixture.ConsoleServers;
import dev.plumbline.console.fixture.OwnerStandIn;
import dev.plumbline.console.fixture.Recorded;
import dev.plumbline.console.fixture.Samples;
import dev.plumbline.console.fixture.StoredTraces;
import dev.plumbline.console.fixture.TestSpan;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.tracestore.Truth;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@ConsoleServers
class PagesIT {
    private static final long SECOND = 1_000_000_000L;

    private final StoredTraces store = new StoredTraces();
    private final long now = Instant.now().getEpochSecond() * SECOND;

    @BeforeEach
    void clear() {
        OwnerStandIn.reset();
        Recorded.everything();
        store.clear();
    }

    private List<TestSpan> stored(int number, long secondsAgo, boolean failing) {
        List<TestSpan> trace = Samples.helpdesk(number, now - secondsAgo * SECOND, failing);
        store.store(trace);
        return trace;
    }

    private static String traceId(List<TestSpan> trace) {
        return trace.get(0).span().key().traceId();
    }

    private static Response get(String path) {
        return given().urlEncodingEnabled(false)
                .header("Accept", "text/html")
                .redirects()
                .follow(false)
                .get(path);
    }

    private static String page(String path) {
        return get(path).then().statusCode(200).extract().asString();
    }

    @Test
    void firstScreen_withoutAnyRequest_tellsHowToSendOne_andFlipsWhenItLands() {
        assertThat(page("/"))
                .contains("Waiting for the first trace")
                .contains("http://127.0.0.1:4318")
                .contains("http://127.0.0.1:4317")
                .contains("OTEL_EXPORTER_OTLP_ENDPOINT")
                .contains("./plumbline demo");
        assertThat(get("/x/overview/waiting").statusCode()).isEqualTo(204);

        stored(1, 5, false);

        Response there = get("/x/overview/waiting");
        assertThat(there.statusCode()).isEqualTo(200);
        assertThat(there.header("HX-Refresh")).isEqualTo("true");
        assertThat(page("/")).doesNotContain("Waiting for the first trace").contains("helpdesk");
    }

    @Test
    void overview_showsEachFeatureWithItsNumbersAndTheirUncertainty() {
        stored(1, 60, false);
        stored(2, 50, true);
        stored(5, 40, false);

        assertThat(page("/"))
                .contains("helpdesk", "trip-planner")
                .contains(">50 %<")
                .contains("9.5–90.5 %, n 2")
                .contains("grounded")
                .contains("9.4–14.7 %")
                .contains("3 refused or dropped")
                .contains("data until");
    }

    @ParameterizedTest
    @CsvSource({
        "trace-ingest, The ledger",
        "evaluator, Fail rates",
        "drift-service, Drift",
        "alerting, Alerts",
    })
    void ownerThatIsDown_marksItsCard_andTheRestIsThere(String part, String card) {
        stored(1, 60, false);
        OwnerStandIn.down(part);

        assertThat(page("/"))
                .contains("<b>" + card + "</b> could not be loaded. " + part + " does not answer.")
                .contains("Try again")
                .contains("helpdesk");
    }

    @Test
    void ownerThatAnswersNonsense_isSaidSo() {
        stored(1, 60, false);
        OwnerStandIn.answer("evaluator", "/api/v1/scores/summary", "[]");

        assertThat(page("/")).contains("evaluator answered in a shape that is not understood.");
    }

    @Test
    void traces_areFilteredByTheUrl_andCarryTheirScores() {
        stored(1, 60, false);
        stored(2, 50, true);
        Recorded.score(traceId(Samples.helpdesk(1, 0, false)), "grounded", "fail", 0.2);

        String all = page("/traces");
        String failed = page("/traces?status=error&last=1h");

        assertThat(all).contains("My card was charged twice").contains(">grounded</span>");
        assertThat(failed).doesNotContain("My card was charged twice").contains("Can I bring my dog");
        assertThat(failed).contains("status: error");
    }

    @Test
    void traces_pageByKeyset_throughAllOfThem() {
        for (int i = 0; i < 120; i++) {
            stored(i, 60 + i, false);
        }
        Pattern next = Pattern.compile("href=\"(/traces\\?[^\"]*cursor=[^\"]*)\" rel=\"next\"");
        String url = "/traces?last=1h";
        int rows = 0;
        int pages = 0;
        while (url != null) {
            String html = page(url);
            rows += html.split("data-row").length - 1;
            pages++;
            Matcher link = next.matcher(html);
            url = link.find() ? link.group(1).replace("&amp;", "&") : null;
        }

        assertThat(rows).isEqualTo(120);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void newer_countsWhatCameSinceTheListWasMade() {
        stored(1, 60, false);
        String list = page("/traces?feature=helpdesk");
        Matcher link = Pattern.compile("hx-get=\"(/x/traces/newer[^\"]*)\"").matcher(list);
        assertThat(link.find()).isTrue();
        String newer = link.group(1).replace("&amp;", "&");

        assertThat(page(newer)).isBlank();
        stored(2, 50, false);
        stored(5, 40, false);

        assertThat(page(newer)).contains("1 new").contains("href=\"/traces?feature=helpdesk\"");
    }

    @ParameterizedTest
    @CsvSource({
        "/traces?last=soon, 400, last is a number",
        "/traces?project=99, 404, no such project",
        "/traces?cursor=x, 400, cursor is",
        "/traces/nonsense, 400, 32 lower-case hex",
        "/traces/00000000000000000000000000000abc, 404, No such trace",
        "/nothing, 404, no page at this address",
    })
    void wrongAddress_isAPageThatSaysWhy(String path, int status, String words) {
        Response answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("text/html");
        assertThat(answer.asString()).contains(words).contains("<nav");
    }

    @Test
    void trace_opensAtTheLastModelCall_withWhatTheModelSaw() {
        String html = page("/traces/" + traceId(stored(1, 60, false)));

        assertThat(html)
                .contains("aria-current=\"true\"><span class=\"label d1\"><span class=\"kind k-llm\">llm</span>")
                .contains("You answer riders of a bus company. Use the articles.\nBe brief.")
                .contains("calls find_ride (call_1)")
                .contains("{&quot;line&quot;:7,&quot;when&quot;:&quot;yesterday&quot;}")
                .contains("answer of find_ride")
                .contains("temperature", "0.2")
                .contains("Retrieved in this trace");
    }

    @Test
    void tabs_showEachPart() {
        List<TestSpan> trace = stored(1, 60, false);
        String traceId = traceId(trace);
        Recorded.score(traceId, "grounded", "fail", 0.2);
        store.storeTruth(new Truth(
                new RequestRef(1, traceId, "00000000000000a1"), "feedback", "thumbs", "app", -1.0, "down", now));
        String span = "/traces/" + traceId + "?span=00000000000000a5&tab=";

        assertThat(page(span + "output")).contains("One of the two charges is a hold");
        assertThat(page(span + "scores")).contains("0.20 of 1").contains("sampled with probability 10 %");
        assertThat(page(span + "feedback"))
                .contains("thumbs")
                .contains("down (-1)")
                .contains("from app");
        assertThat(page(span + "attributes"))
                .contains("rider.plan")
                .contains("monthly")
                .contains("Event first token");
        assertThat(page(span + "raw")).contains("&quot;spanId&quot; : &quot;00000000000000a5&quot;");
        assertThat(get(span + "none").statusCode()).isEqualTo(400);
        assertThat(page("/x/traces/" + traceId + "/panel?span=00000000000000a2"))
                .contains("articles/refunds#2")
                .doesNotContain("<html");
    }

    @Test
    void longText_isCut_andComesWholeAsAFile() {
        List<TestSpan> trace = Samples.longText(now - 60 * SECOND, "<b>" + "x".repeat(1 << 20));
        store.store(trace);
        String traceId = traceId(trace);

        String html = page("/traces/" + traceId);
        Response file = get("/traces/" + traceId + "/text?span=00000000000000a1&part=input.0.0");
        String stretch = page("/x/traces/" + traceId + "/text?span=00000000000000a1&part=input.0.0&offset=16384");

        assertThat(html.length()).isLessThan(80_000);
        assertThat(html).contains("Show more").contains("(1.03 MB not shown)");
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.contentType()).isEqualTo("text/plain;charset=UTF-8");
        assertThat(file.header("Content-Disposition")).startsWith("attachment; filename=\"" + traceId);
        assertThat(file.asString()).startsWith("<b>xxx").hasSize((1 << 20) + 3);
        assertThat(stretch).contains("offset=81920").doesNotContain("<b>");
    }

    @Test
    void storeThatIsAsleep_isSaidSo_ratherThanShownAsEmpty() {
        stored(1, 60, false);
        store.whileLocked(() -> {
            Response answer = get("/traces");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.asString()).contains("The list</b> could not be loaded");
            assertThat(given().get("/api/v1/requests").statusCode()).isEqualTo(503);
        });
    }

    @Test
    void payloadThatNobodyCanRead_isAPageThatSaysSo() {
        String path = "/traces/" + traceId(stored(1, 60, false));
        store.spoilPayloads();

        Response answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.asString())
                .contains("The console failed at it")
                .contains("<nav")
                .doesNotContain("codec");
        given().get("/api/v1" + path).then().statusCode(500).body("field", equalTo("console"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/traces", "/drift", "/alerts", "/help/keys"})
    void otherProject_isKeptInEveryLink(String path) {
        store.storeProject(7, "other");
        stored(1, 60, false);

        String html = await(path + "?project=7");
        Matcher links = Pattern.compile("<nav.*?</nav>", Pattern.DOTALL).matcher(html);

        assertThat(links.find()).isTrue();
        assertThat(links.group().split("project=7")).hasSize(9);
        assertThat(html).contains("<option value=\"7\" selected>other</option>").doesNotContain("My card was charged");
    }

    private static String await(String path) {
        org.awaitility.Awaitility.await().until(() -> get(path).statusCode() == 200);
        return page(path);
    }

    @ParameterizedTest
    @CsvSource({"q=412, /alerts/412", "q=refund, /traces?text=refund&last=7d", "q=, /traces"})
    void searchBox_leadsOn(String query, String address) {
        Response answer = get("/find?" + query);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith(address);
    }

    @Test
    void files_areKeptByTheBrowser_underTheirDigestOnly() {
        Matcher sheet =
                Pattern.compile("href=\"(/assets/[0-9a-f]{12}/console.css)\"").matcher(page("/help/keys"));
        assertThat(sheet.find()).isTrue();

        assertThat(get(sheet.group(1)).header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(get("/assets/000000000000/console.css").statusCode()).isEqualTo(404);
        assertThat(get(sheet.group(1).replace("console.css", "..%2fapplication.properties"))
                        .statusCode())
                .isEqualTo(404);
    }
}
