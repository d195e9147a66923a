package dev.plumbline.console.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What people come for, over a whole Plumbline with the demo's data and nothing recorded; run by {@code
 * deploy/journeys.sh}, which takes a suite that {@code ./plumbline demo --exit} has told its story to.
 */
class JourneysTrial {
    private static final URI CONSOLE = URI.create(System.getProperty("plumbline.console", "http://127.0.0.1:8080"));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern TRACE = Pattern.compile(".*/traces/[0-9a-f]{32}.*");

    private static Chromium chromium;

    @BeforeAll
    static void open() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void nothingWentWrong() {
        chromium.closeContexts();
        assertThat(chromium.problems()).isEmpty();
    }

    private static Page open(String path) {
        Page page = chromium.page(Chromium.View.WIDE);
        page.navigate(CONSOLE.resolve(path).toString());
        return page;
    }

    private static JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                HTTP.send(HttpRequest.newBuilder(CONSOLE.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static List<JsonNode> items(String path) throws IOException, InterruptedException {
        return StreamSupport.stream(get(path).path("items").spliterator(), false)
                .toList();
    }

    /** The page that the demo's release caused, with its link as the receiver got it. */
    private static JsonNode paged() throws IOException, InterruptedException {
        List<JsonNode> pages = items("/api/v1/alerts").stream()
                .filter(item -> item.at("/alert/severity").asText().equals("page"))
                .filter(item -> item.at("/alert/state").asText().equals("firing"))
                .toList();
        return pages.stream()
                .filter(JourneysTrial::namesTheRelease)
                .findFirst()
                .or(() -> pages.stream().findFirst())
                .orElseThrow(() -> new AssertionError("nobody was paged: run ./plumbline demo --exit first"));
    }

    private static boolean namesTheRelease(JsonNode paged) {
        return paged.at("/alert/evidence/slices").toString().contains("\"release=1.5.0\"");
    }

    private static String feature() throws IOException, InterruptedException {
        return paged().at("/alert/subject/feature").asText();
    }

    private static void press(Page page, String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }

    @Test
    void paged_verdictThenTraceThenAcknowledged_byKeysAlone() throws Exception {
        JsonNode paged = paged();
        String id = paged.at("/alert/id").asText();
        URI link = URI.create(paged.path("link").asText());
        Page page = open(link.getRawPath() + "?" + link.getRawQuery());

        assertThat(page.locator("h1")).containsText(paged.at("/alert/statement").asText());
        assertThat(page.locator("h1")).containsText("95 % interval");
        String slice = paged.at("/alert/evidence/slice").asText();
        if (!slice.isEmpty()) {
            assertThat(page.locator("table.slices tr.worst")).containsText(slice);
        }
        assertThat(page.locator(".told")).containsText("demo");
        press(page, "j", "Enter");
        page.waitForURL(TRACE);
        assertThat(page.locator("[data-line]")).not().hasCount(0);
        assertThat(page.locator("#panel")).not().isEmpty();
        page.goBack();
        page.waitForURL("**/alerts/" + id + "?*");
        press(page, "y");

        assertThat(page.locator(".done")).hasText("Acknowledged.");
        assertThat(get("/api/v1/alerts/" + id).at("/alert/times/acknowledgedBy").asText())
                .isEqualTo("console");
        assertThat(page.locator("[data-act=y]")).hasCount(0);
    }

    @Test
    void deploy_isToldByTheSliceOfItsRelease_andTwoReleasesAreCompared_byKeysAlone() throws Exception {
        JsonNode paged = paged();
        Page page = open("/alerts/" + paged.at("/alert/id").asText());

        if (namesTheRelease(paged)) {
            Locator release =
                    page.locator("table.slices tr:has(a)", new Page.LocatorOptions().setHasText("release=1.5.0"));
            assertThat(release).containsText("of");
            release.locator("a").focus();
        } else {
            page.locator("a", new Page.LocatorOptions().setHasText("Requests of this time"))
                    .click();
            page.locator(".facets .only", new Page.LocatorOptions().setHasText("1.5.0"))
                    .focus();
        }
        press(page, "Enter");
        page.waitForURL("**/traces?**release=1.5.0**");
        assertThat(page.locator("[data-row]")).not().hasCount(0);
        press(page, "j", "x");
        assertThat(page.locator("#said")).containsText("1 marked");
        page.navigate(CONSOLE.resolve("/traces?last=24h&release=1.4.2&feature=" + feature())
                .toString());
        press(page, "j", "x");
        assertThat(page.locator("#said")).containsText("Two requests marked");
        press(page, "c");
        page.waitForURL("**/compare?**");

        assertThat(page.locator("table.sides tr.differs", new Page.LocatorOptions().setHasText("release")))
                .containsText("1.4.2");
        assertThat(page.locator("#part-answer")).isVisible();
    }

    @Test
    void judgeIsWrong_oneLabelWithAReason_andItsAgreementCountsIt() throws Exception {
        String draw = draw(12);
        Page page = open("/review?draw=" + draw);
        String item = page.locator("#label input[name=item]").inputValue();

        press(page, "r");
        page.keyboard().type("the answer is of another article");
        press(page, "Escape", "f");
        page.waitForURL("**&last=" + item + "**");
        assertThat(page.locator(".before")).containsText("you said fail");
        page.locator("button", new Page.LocatorOptions().setHasText("What did the scorer say?"))
                .click();
        assertThat(page.locator(".before")).containsText("the scorer");

        JsonNode label = items("/api/v1/labels?trace=" + item.split("[.-]")[0]).get(0);
        assertThat(label.toString()).contains("the answer is of another article", "\"fail\"");
        page.navigate(CONSOLE.resolve("/evaluator").toString());
        assertThat(page.locator("section[aria-labelledby=agreement]"))
                .containsText(paged().at("/alert/subject/name").asText());
    }

    @Test
    void queue_isClearedByKeysAlone() throws Exception {
        String draw = draw(5);
        Page page = open("/review");
        page.locator("a[data-row][href*='" + draw + "']").focus();
        press(page, "Enter");
        page.waitForURL("**/review?**draw=" + draw + "**");

        String first = page.locator("#label input[name=item]").inputValue();
        press(page, "s");
        assertThat(page.locator(".before")).containsText("skipped");
        press(page, "u");
        page.waitForURL("**item=" + first + "**");
        label(page, "p");
        press(page, "u");
        assertThat(page.locator("main")).containsText("You said pass of this one");
        assertThat(page.locator("#label input[name=item]")).hasValue(first);
        // A request that another draw gave out before is labelled already, so there may be fewer than were drawn.
        for (int i = 0; page.locator("#label").count() > 0; i++) {
            label(page, List.of("a", "p", "f").get(i % 3));
        }

        assertThat(page.locator("main")).containsText("All labelled");
        assertThat(get("/api/v1/labels/draws/" + draw).path("labelled").asInt()).isEqualTo(5);
    }

    private static void label(Page page, String key) {
        String item = page.locator("#label input[name=item]").inputValue();
        press(page, key);
        page.waitForURL("**&last=" + item + "**");
    }

    @Test
    void releaseGate_numbersOfBothReleases_andTheRequestsOfTheNewOneAsAFile() throws Exception {
        Page page = open("/features?last=24h&name=" + feature());

        Locator releases = page.locator("section[aria-labelledby=by-release] tbody tr");
        assertThat(releases).hasCount(2);
        Locator fresh = releases.filter(new Locator.FilterOptions().setHasText("1.5.0"));
        assertThat(fresh).containsText(Pattern.compile("[0-9].*–.*%, n "));
        fresh.locator("a").click();
        page.waitForURL("**release=1.5.0**");
        Download file =
                page.waitForDownload(() -> page.locator("a[download]", new Page.LocatorOptions().setHasText("JSONL"))
                        .click());

        List<String> lines = Files.readAllLines(file.path());
        assertThat(lines).hasSize(page.locator("[data-row]").count());
        assertThat(lines).allSatisfy(line -> assertThat(line).contains("1.5.0"));
        assertThat(lines).as("the latest may not be scored yet").anyMatch(line -> line.contains("grounded"));
    }

    @Test
    void firstRun_keyThenPasteThenThePageFlipsByItself() throws Exception {
        String project = "journey-" + UUID.randomUUID().toString().substring(0, 8);
        Page page = open("/settings/keys");
        page.locator("form[aria-label='Make a key'] input[name=of]").fill(project);
        press(page, "Enter");
        String pasted = page.locator("#snippet-env").innerText();
        int id = items("/api/v1/projects").stream()
                .filter(one -> one.path("name").asText().equals(project))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asInt();
        page.navigate(CONSOLE.resolve("/?project=" + id).toString());
        assertThat(page.locator("#waiting")).containsText("Waiting for the first trace");
        page.locator("#copy-env").click();
        assertThat(page.locator("#copy-env")).hasText("copied");
        assertThat((String) page.evaluate("navigator.clipboard.readText()"))
                .startsWith("export OTEL_EXPORTER_OTLP_ENDPOINT=http://");

        send(found(pasted, "OTEL_EXPORTER_OTLP_ENDPOINT=(\\S+)"), found(pasted, "x-plumbline-key=([^\"\\s]+)"));

        assertThat(page.locator("table.features")).containsText("first-feature");
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    private static void send(String endpoint, String key) throws IOException, InterruptedException {
        String nano = Instant.now().getEpochSecond() + "000000000";
        String body = """
                {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"first-feature"}}]},
                "scopeSpans":[{"spans":[{"traceId":"TRACE","spanId":"00000000000000a1","name":"chat","kind":3,
                "startTimeUnixNano":"NANO","endTimeUnixNano":"NANO","attributes":[
                {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}}]}]}]}]}
                """.replace("TRACE", UUID.randomUUID().toString().replace("-", ""))
                .replace("NANO", nano);
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(endpoint + "/v1/traces"))
                        .header("Content-Type", "application/json")
                        .header("x-plumbline-key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** So many requests that the scorer of the alert has judged. @return the id of the draw */
    private static String draw(int wanted) throws IOException, InterruptedException {
        Page page = open("/review");
        Locator form = page.locator("form[aria-label='New draw']");
        form.locator("input[name=rubric]")
                .fill(paged().at("/alert/subject/name").asText());
        form.locator("input[name=feature]").fill(feature());
        form.locator("input[name=wanted]").fill(String.valueOf(wanted));
        press(page, "Enter");
        page.waitForURL("**draw=**");
        return found(page.url(), "draw=([0-9a-f-]{36})");
    }
}
