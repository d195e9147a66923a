package dev.plumbline.console.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.plumbline.console.fixture.ConsoleServers;
import dev.plumbline.console.fixture.OwnerStandIn;
import dev.plumbline.console.fixture.Recorded;
import dev.plumbline.console.fixture.Samples;
import dev.plumbline.console.fixture.StoredTraces;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** What people do: from a page of an alert to the trace, by keys, without a mouse, without JavaScript. */
@QuarkusTest
@ConsoleServers
class JourneyBrowserIT {
    private static final long SECOND = 1_000_000_000L;

    private static Chromium chromium;

    @TestHTTPResource("/")
    URL root;

    private final StoredTraces store = new StoredTraces();
    private final long now = Instant.now().getEpochSecond() * SECOND;

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

    @BeforeEach
    void fill() {
        OwnerStandIn.reset();
        Recorded.everything();
        store.clear();
    }

    @AfterEach
    void nothingWentWrong() {
        chromium.closeContexts();
        assertThat(chromium.problems()).isEmpty();
    }

    private void requests(int count) {
        for (int i = 0; i < count; i++) {
            store.store(Samples.helpdesk(i, now - (60 + i * 40L) * SECOND, i % 11 == 3));
        }
    }

    private Page open(String path, Chromium.View view) {
        Page page = chromium.page(view);
        page.navigate(root.toString().replaceAll("/$", "") + path);
        return page;
    }

    @Test
    void onCall_goesFromTheAlertToTheTraceByKeysAlone() {
        requests(20);
        Page page = open("/", Chromium.View.WIDE);

        page.keyboard().press("g");
        page.keyboard().press("a");
        page.waitForURL("**/alerts");
        page.keyboard().press("j");
        page.keyboard().press("Enter");
        page.waitForURL("**/alerts/412");
        page.keyboard().press("j");
        page.keyboard().press("j");
        page.keyboard().press("Enter");
        page.waitForURL("**/traces/0000000000000000000000000abc0004");
        page.keyboard().press("k");
        assertThat(page.locator(":focus")).hasAttribute("data-line", "");
        page.keyboard().press("/");
        assertThat(page.locator("#find")).isFocused();
        page.keyboard().type("gj? refund");
        page.keyboard().press("Enter");
        page.waitForURL(Pattern.compile(".*/traces\\?text=gj%3F%20refund.*"));
    }

    @Test
    void reviewer_labelsWithoutJavaScript() {
        requests(4);
        Recorded.review();
        OwnerStandIn.answer("evaluator", "/api/v1/labels", 201, "{\"label\":{},\"counts\":\"yes\"}");
        Page page = open("/review?draw=6f1c7a52-1f0e-4c1b-9d3a-5b2f0a9c4e11", new Chromium.View(390, false, false));
        String first = page.locator("#label input[name=item]").inputValue();

        page.locator("button[value=pass]").click();
        page.waitForURL("**&last=" + first);
        assertThat(OwnerStandIn.calls("evaluator"))
                .anyMatch(call -> call.method().equals("POST") && call.body().contains("\"label\":\"pass\""));
    }

    @Test
    void twoRequests_areMarkedAndCompared_andASessionOpened_byKeysAlone() {
        requests(8);
        Page page = open("/traces", Chromium.View.WIDE);

        page.keyboard().press("j");
        page.keyboard().press("x");
        assertThat(page.locator("#said")).containsText("1 marked");
        page.keyboard().press("j");
        page.keyboard().press("x");
        assertThat(page.locator(".picked")).hasCount(2);
        page.keyboard().press("c");
        page.waitForURL(Pattern.compile(".*/compare\\?a=[0-9a-f.]+&b=[0-9a-f.]+"));
        assertThat(page.locator("#part-input")).isVisible();
        page.keyboard().press("j");
        page.keyboard().press("Enter");
        page.waitForURL("**/traces/*");
        page.keyboard().press("]");
        assertThat(page.locator("#tab-output")).hasAttribute("aria-current", "true");
        page.keyboard().press("s");
        page.waitForURL("**/sessions/session-0");
        assertThat(page.locator(".turn")).hasCount(3);
    }

    @Test
    void value_isKeptOrLeftOutByAClick_andTheListSaysSo() {
        requests(12);
        Page page = open("/traces", Chromium.View.WIDE);

        page.locator(".facets .but", new Page.LocatorOptions().setHasText("leave out feature trip-planner"))
                .click();
        assertThat(page.locator(".ranges:not(.views)")).containsText("not feature: trip-planner");
        assertThat(page.locator("[data-row]")).hasCount(9);
        page.locator(".facets .only", new Page.LocatorOptions().setHasText("2.4.1"))
                .click();
        assertThat(page.locator("[data-row]")).hasCount(4);
        page.keyboard().press("f");
        assertThat(page.locator(".filters #text")).isFocused();
        page.keyboard().type("dog");
        page.keyboard().press("Enter");
        page.waitForURL("**text=dog**");
        assertThat(page.locator(".ranges:not(.views)")).containsText("not feature: trip-planner");
    }

    @Test
    void questionMark_showsTheKeys_andTheyCanBeSwitchedOff() {
        requests(2);
        Page page = open("/traces", Chromium.View.WIDE);

        page.keyboard().press("?");
        assertThat(page.locator("dialog[open]")).containsText("next and previous row");
        page.locator("dialog [data-keys-off]").check();
        page.locator("dialog [data-close]").click();
        page.keyboard().press("g");
        page.keyboard().press("d");
        page.keyboard().press("/");

        assertThat(page.locator("#find")).not().isFocused();
        assertThat(page.url()).endsWith("/traces");
    }

    @Test
    void panel_changesWithoutTheRestOfThePage_andTheUrlFollows() {
        requests(2);
        Page page = open("/traces/0000000000000000000000000abc0001", Chromium.View.WIDE);
        Locator retriever = page.locator("[data-line]", new Page.LocatorOptions().setHasText("retrieve articles"));
        page.evaluate("window.sameDocument = true");

        retriever.click();
        assertThat(page.locator("#panel")).containsText("articles/refunds#2");
        assertThat(retriever).hasAttribute("aria-current", "true");
        assertThat(page.locator("[data-line][aria-current]")).hasCount(1);
        page.locator("#tab-attributes").click();
        page.waitForURL("**span=00000000000000a2&tab=attributes");
        assertThat(page.locator("#tab-attributes")).isFocused();
        assertThat((Boolean) page.evaluate("window.sameDocument === true")).isTrue();

        page.goBack();
        assertThat(page.locator("#panel")).containsText("articles/refunds#2");
        assertThat((String) page.evaluate("JSON.stringify(sessionStorage) + JSON.stringify(localStorage)"))
                .as("what the browser keeps")
                .doesNotContain("charged twice")
                .doesNotContain("<");
    }

    @Test
    void newRequests_areAnnounced_andTheListStaysAsItIs() {
        requests(3);
        Page page = open("/traces", Chromium.View.WIDE);
        page.locator("[data-row]").first().focus();

        store.store(Samples.helpdesk(50, now - 10 * SECOND, false));

        assertThat(page.locator("#newer .pill")).hasText("1 new");
        assertThat(page.locator("[data-row]")).hasCount(3);
        assertThat(page.locator("[data-row]").first()).isFocused();
        page.locator("#newer .pill").click();
        assertThat(page.locator("[data-row]")).hasCount(4);
    }

    @Test
    void refresh_keepsTheFocus_andTellsWhenItFails() {
        requests(2);
        Page page = open("/alerts", Chromium.View.WIDE);
        page.locator("#alert-412").focus();
        OwnerStandIn.answer(
                "alerting", "/api/v1/alerts", Recorded.read("alerts.json").replace("41.2 %", "43.9 %"));

        assertThat(page.locator("#alert-412")).containsText("43.9 %");
        assertThat(page.locator("#alert-412")).isFocused();

        page.route("**/x/alerts**", route -> route.abort());
        assertThat(page.locator("#stale")).isVisible();
        page.unroute("**/x/alerts**");
        assertThat(page.locator("#stale")).isHidden();
        assertThat(chromium.problems()).allMatch(problem -> problem.startsWith("htmx:"));
    }

    @Test
    void hiddenTab_asksNobody() {
        requests(2);
        Page page = chromium.page(Chromium.View.WIDE);
        page.addInitScript("Object.defineProperty(document, 'hidden', { get: () => true })");
        page.navigate(root + "alerts");
        int before = OwnerStandIn.calls("alerting").size();
        page.waitForTimeout(Duration.ofSeconds(6).toMillis());

        assertThat(OwnerStandIn.calls("alerting")).hasSize(before);
    }

    @Test
    void acknowledge_isAFormThatReachesAlerting() {
        requests(2);
        OwnerStandIn.answer("alerting", "/api/v1/alerts/412/acknowledge", "{}");
        for (boolean script : new boolean[] {true, false}) {
            Page page = open("/alerts/412", new Chromium.View(1280, false, script));
            page.locator("button", new Page.LocatorOptions().setHasText("Acknowledge"))
                    .click();
            page.waitForURL("**/alerts/412?done=acknowledged");
            assertThat(page.locator(".done")).hasText("Acknowledged.");
        }

        assertThat(OwnerStandIn.calls("alerting").stream()
                        .filter(call -> call.method().equals("POST"))
                        .map(OwnerStandIn.Call::path))
                .containsExactly("/api/v1/alerts/412/acknowledge", "/api/v1/alerts/412/acknowledge");
    }

    @Test
    void withoutJavaScript_everythingCanBeRead() {
        requests(60);
        Page page = open("/", new Chromium.View(1280, false, false));

        page.locator("nav a", new Page.LocatorOptions().setHasText("Traces")).click();
        page.locator("a[rel=next]").click();
        assertThat(page.locator("[data-row]")).hasCount(10);
        page.locator("[data-row]").first().click();
        page.locator("#tab-raw").click();
        assertThat(page.locator("#panel")).containsText("\"traceId\"");
        page.locator("[data-line]", new Page.LocatorOptions().setHasText("find_ride"))
                .click();
        assertThat(page.locator("#panel")).containsText("\"when\":\"yesterday\"");
        page.locator("#find").fill("student discount");
        page.locator("#find").press("Enter");
        assertThat(page.locator("[data-row]")).hasCount(10);
    }
}
