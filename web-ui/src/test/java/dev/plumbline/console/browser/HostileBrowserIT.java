package dev.plumbline.console.browser;

import com.microsoft.playwright.Page;
import dev.plumbline.console.fixture.ConsoleServers;
import dev.plumbline.console.fixture.Hostile;
import dev.plumbline.console.fixture.OwnerStandIn;
import dev.plumbline.console.fixture.Recorded;
import dev.plumbline.console.fixture.StoredTraces;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URL;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

/** Every field shown was written by somebody who means harm: nothing of it runs, nothing of it hides. */
@QuarkusTest
@ConsoleServers
class HostileBrowserIT {
    private static final String TRACE = "/traces/" + Hostile.TRACE;

    private static final String SESSION = "its session";

    private static final int PATIENCE_MILLIS = 100;

    private static Chromium chromium;

    @TestHTTPResource("/")
    URL root;

    @BeforeAll
    static void openAndFill() {
        chromium = Chromium.start();
        StoredTraces store = new StoredTraces();
        store.clear();
        Hostile.storeView();
        Hostile.store(store, Instant.now().getEpochSecond() * 1_000_000_000L - 60_000_000_000L);
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
        Hostile.answers();
    }

    @AfterEach
    void closePages() {
        chromium.closeContexts();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/traces",
                "/traces?text=" + Hostile.IN_A_URL + "&feature=" + Hostile.IN_A_URL,
                TRACE,
                TRACE + "?tab=output",
                TRACE + "?tab=scores",
                TRACE + "?tab=feedback",
                TRACE + "?tab=attributes",
                TRACE + "?tab=raw",
                "/compare?a=" + Hostile.TRACE + "&b=" + Hostile.OTHER,
                SESSION,
                "/sessions?id=" + Hostile.IN_A_URL,
                "/features?name=" + Hostile.IN_A_URL,
                "/features",
                "/rules?feature=" + Hostile.IN_A_URL + "&done=" + Hostile.IN_A_URL,
                "/evaluator",
                "/review?done=" + Hostile.IN_A_URL,
                "/review?draw=" + Hostile.DRAW,
                "/settings/keys?project=" + Hostile.IN_A_URL,
                "/settings/keys",
                "/settings/projects?done=" + Hostile.IN_A_URL,
                "/settings/projects/" + Hostile.IN_A_URL + "/privacy",
                "/settings/projects/default/privacy",
                "/settings/receivers?done=" + Hostile.IN_A_URL,
                "/ledger?done=" + Hostile.IN_A_URL,
                "/login?back=" + Hostile.IN_A_URL,
                "/setup?link=" + Hostile.IN_A_URL,
                "/alerts",
                "/alerts/412",
                "/alerts/411",
                "/drift",
                "/drift?feature=" + Hostile.IN_A_URL,
                "/drift/findings/f-7d3a",
                "/nothing/" + Hostile.IN_A_URL,
                "/traces?last=" + Hostile.IN_A_URL,
                "/alerts/" + Hostile.IN_A_URL,
            })
    void nothingRuns_andNothingHides(String path) {
        Page page = chromium.reader();
        String there = path.equals(SESSION) ? Hostile.session(new StoredTraces()) : path;
        page.navigate(root.toString().replaceAll("/$", "") + there);

        assertThat(
                        page.evaluate(
                                "[...document.querySelectorAll('*')].filter((e) => [...e.attributes]"
                                        + ".some((a) => a.name.startsWith('on') || a.name === 'style' && !e.closest('.chart'))).length"))
                .isEqualTo(0);
        assertThat(page.evaluate(
                        "document.querySelectorAll('img:not(.brand img), iframe, object, embed, base, math').length"))
                .isEqualTo(0);
        assertThat(page.evaluate("[...document.querySelectorAll('script')].every((s) => s.src.includes('/assets/'))"))
                .isEqualTo(true);
        assertThat(page.evaluate("[...document.querySelectorAll('a[href], form[action]')].every((e) =>"
                        + " /^https?:$/.test(new URL(e.href ?? e.action, location).protocol)"
                        + " && new URL(e.href ?? e.action, location).host === location.host)"))
                .isEqualTo(true);
        assertThat((String) page.evaluate("document.documentElement.textContent"))
                .doesNotContainPattern("[\\u0000\\u202A-\\u202E\\u2066-\\u2069\\u200B\\uFEFF]")
                .doesNotContain("EVALUATED-BY-QUTE");
        assertThat((Integer) page.evaluate("document.querySelectorAll('*').length"))
                .isLessThan(6000);
        assertThat(Chromium.barriers(page)).isEmpty();
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(1280);
        // Last, since what a handler of a failed image or a script of a script would do takes its time.
        page.waitForTimeout(PATIENCE_MILLIS);
        assertThat(chromium.problems()).isEmpty();
        assertThat(page.evaluate("window.hit")).isNull();
    }
}
