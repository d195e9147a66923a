package dev.plumbline.console.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import dev.plumbline.console.access.Role;
import dev.plumbline.console.fixture.ConsoleServers;
import dev.plumbline.console.fixture.OwnerStandIn;
import dev.plumbline.console.fixture.Recorded;
import dev.plumbline.console.fixture.Samples;
import dev.plumbline.console.fixture.StoredTraces;
import dev.plumbline.console.people.Users;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.URL;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Every screen, wide and narrow, light and dark: nothing is barred to anybody, nothing is refused by the policy. */
@QuarkusTest
@ConsoleServers
class ScreensBrowserIT {
    private static final long SECOND = 1_000_000_000L;
    private static final String TRACE = "/traces/0000000000000000000000000abc0003";
    private static final Map<String, String> SCREENS = Map.ofEntries(
            Map.entry("overview", "/"),
            Map.entry("traces", "/traces"),
            Map.entry("traces-filtered", "/traces?feature=helpdesk&from=2026-01-01&not.release=2.4.0"),
            Map.entry("session", "/sessions/session-1"),
            Map.entry("compare", "/compare?a=0000000000000000000000000abc0003&b=0000000000000000000000000abc0007"),
            Map.entry("trace", TRACE),
            Map.entry("trace-attributes", TRACE + "?span=00000000000000a5&tab=attributes"),
            Map.entry("trace-scores", TRACE + "?tab=scores"),
            Map.entry("alerts", "/alerts?state=all"),
            Map.entry("alert", "/alerts/412"),
            Map.entry("drift", "/drift"),
            Map.entry("finding", "/drift/findings/f-7d3a"),
            Map.entry("keys", "/help/keys"),
            Map.entry("features", "/features?name=helpdesk"),
            Map.entry("rules", "/rules?feature=helpdesk"),
            Map.entry("evaluator", "/evaluator"),
            Map.entry("review", "/review"),
            Map.entry("review-item", "/review?draw=6f1c7a52-1f0e-4c1b-9d3a-5b2f0a9c4e11"),
            Map.entry("settings-keys", "/settings/keys"),
            Map.entry("settings-projects", "/settings/projects"),
            Map.entry("settings-privacy", "/settings/projects/default/privacy"),
            Map.entry("settings-receivers", "/settings/receivers"),
            Map.entry("ledger", "/ledger"),
            Map.entry("login", "/login"),
            Map.entry("settings-open", "/settings"),
            Map.entry("not-found", "/nothing"));

    private static Chromium chromium;

    @TestHTTPResource("/")
    URL root;

    @Inject
    Users users;

    @BeforeAll
    static void openAndFill() {
        chromium = Chromium.start();
        StoredTraces store = new StoredTraces();
        store.clear();
        long now = Instant.now().getEpochSecond() * SECOND;
        for (int i = 0; i < 60; i++) {
            store.store(Samples.helpdesk(i, now - (60 + i * 40L) * SECOND, i % 11 == 3));
        }
        store.store(Samples.manySpans(1200, now - 3600 * SECOND));
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void answer() {
        OwnerStandIn.reset();
        Recorded.everything();
        Recorded.review();
        Recorded.score("0000000000000000000000000abc0003", "grounded", "fail", 0.2);
    }

    @AfterEach
    void closePages() {
        chromium.closeContexts();
    }

    private Page open(String path, Chromium.View view) {
        Page page = chromium.page(view);
        page.navigate(url(path));
        page.waitForLoadState(LoadState.NETWORKIDLE);
        return page;
    }

    private String url(String path) {
        return root.toString().replaceAll("/$", "") + path;
    }

    static Stream<Arguments> screens() {
        return SCREENS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(screen -> Arguments.of(screen.getKey(), screen.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("screens")
    void screen_hasNoBarrierAndNoProblem_wideAndNarrow_lightAndDark(String name, String path) {
        Page page = chromium.reader();
        page.navigate(url(path));
        chromium.look(name, page);
    }

    @Test
    void evaluatorWithoutAJudge_andAnAlertWhoseJudgeGotWorse_haveNoBarrierEither() {
        Recorded.noJudge();
        chromium.look("evaluator-empty", open("/evaluator", Chromium.View.WIDE));
        Recorded.doubtfulJudge();
        OwnerStandIn.answer(
                "alerting",
                "/api/v1/alerts/412",
                Recorded.read("alert-quality.json").replace("rider.plan=company", "rider.plan=company, release=2.4.1"));
        chromium.look("alert-doubtful", open("/alerts/412", Chromium.View.WIDE));
    }

    @Test
    void settingsOfAnAdmin_andALinkToAPassword_haveNoBarrierEither() {
        users.add("root", Role.ADMIN, true);
        users.add("kim.operator@example.org", Role.OPERATOR, false);
        users.token("ci", Role.VIEWER, true);
        try {
            Page page = chromium.page(Chromium.View.WIDE);
            page.navigate(url("/settings"));
            assertThat(page.url()).contains("/login?back=%2Fsettings");
            page.locator("input[name=name]").fill("root");
            page.locator("input[name=password]").fill(Users.PASSWORD);
            page.keyboard().press("Enter");
            page.waitForURL("**/settings");
            page.locator("form[aria-label='Invite a user'] input[name=name]").fill("lee");
            page.locator("form[aria-label='Invite a user'] button").click();
            String link = page.locator("#secret").innerText();
            chromium.look("settings", page);
            page.locator("button:has-text('Log out')").click();
            page.waitForURL("**/login");
            page.navigate(link);
            chromium.look("setup", page);
        } finally {
            users.clear();
        }
    }

    @Test
    void firstView_staysSmall() {
        for (String path : new String[] {"/", "/traces", TRACE, "/alerts/412"}) {
            Page page = open(path, Chromium.View.WIDE);
            int bytes = (Integer) page.evaluate("performance.getEntriesByType('navigation')"
                    + ".concat(performance.getEntriesByType('resource')).reduce((sum, e) => sum + e.transferSize, 0)");
            int requests = (Integer) page.evaluate("performance.getEntriesByType('resource').length + 1");

            System.out.println("transferred " + path + " " + bytes + " bytes in " + requests + " requests");
            assertThat(bytes).as(path).isLessThan(150_000);
            assertThat(requests).as(path).isLessThanOrEqualTo(12);
            chromium.closeContexts();
        }
    }

    @Test
    void traceOfManySpans_staysWithinABrowsersReach() {
        Page page = open("/traces/" + Samples.MANY, Chromium.View.WIDE);

        assertThat(page.locator("[data-line]").count()).isEqualTo(500);
        assertThat((Integer) page.evaluate("document.querySelectorAll('*').length"))
                .isLessThan(6000);
        page.locator(".waterfall .pager a", new Page.LocatorOptions().setHasText("Next"))
                .click();
        page.waitForURL("**first=500");
        assertThat(page.locator(".waterfall .pager").innerText()).contains("501 to 1000 of 1200");
        assertThat(chromium.problems()).isEmpty();
    }

    @Test
    void firstScreenOfAnEmptyProject_hasNoBarrier() {
        new StoredTraces().storeProject(9, "empty");
        Page page = chromium.page(Chromium.View.WIDE);
        page.navigate(url("/?project=9"));
        for (ColorScheme theme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
            if (Looks.PICTURED) {
                Looks.picture("start-1280-" + theme.name().toLowerCase(Locale.ROOT), page);
            }
            assertThat(page.locator("#waiting").innerText()).contains("Waiting for the first trace");
            assertThat(page.locator("#snippet-env").innerText()).contains("x-plumbline-key");
            assertThat(Chromium.barriers(page)).isEmpty();
        }
        assertThat(chromium.problems()).isEmpty();
    }

    @Test
    void chosenTheme_overridesTheSystems_inBothDirections() {
        Page page = open("/traces", new Chromium.View(1280, true, true));
        String dark = background(page);

        page.locator(".theme button").click();
        page.waitForLoadState(LoadState.NETWORKIDLE);
        assertThat(page.url()).isEqualTo(url("/traces"));
        assertThat(background(page)).isNotEqualTo(dark);
        page.locator(".theme button").click();
        page.waitForLoadState(LoadState.NETWORKIDLE);
        assertThat(background(page)).isEqualTo(dark);
        assertThat(page.locator(".theme button").innerText()).contains("dark");
        assertThat(chromium.problems()).isEmpty();
    }

    private static String background(Page page) {
        return (String) page.evaluate("getComputedStyle(document.documentElement).backgroundColor");
    }
}
