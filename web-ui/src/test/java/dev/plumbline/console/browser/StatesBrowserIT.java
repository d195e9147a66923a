package dev.plumbline.console.browser;

import com.microsoft.playwright.Page;
import dev.plumbline.console.access.Role;
import dev.plumbline.console.fixture.ConsoleServers;
import dev.plumbline.console.fixture.LoopbackProvider;
import dev.plumbline.console.fixture.OwnerStandIn;
import dev.plumbline.console.fixture.Recorded;
import dev.plumbline.console.fixture.Samples;
import dev.plumbline.console.fixture.StoredTraces;
import dev.plumbline.console.people.Users;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.net.URL;
import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Screens that only another configuration shows: a search that comes to no end, and people who come from a provider. */
@QuarkusTest
@ConsoleServers
@QuarkusTestResource(value = LoopbackProvider.class, restrictToAnnotatedClass = true)
@TestProfile(StatesBrowserIT.Impatient.class)
class StatesBrowserIT {
    private static final long SECOND = 1_000_000_000L;
    private static Chromium chromium;

    /** Looks through one stretch only. */
    public static final class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("plumbline.console.search.patience", "0s");
        }
    }

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
        for (int i = 0; i < 30; i++) {
            store.store(Samples.helpdesk(i, now - (60 + i * 120L) * SECOND, i % 11 == 3));
        }
        OwnerStandIn.reset();
        Recorded.everything();
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void closePages() {
        users.clear();
        chromium.closeContexts();
    }

    private String url(String path) {
        return root.toString().replaceAll("/$", "") + path;
    }

    /** While nobody is a user, a console with a provider asks everybody to sign in. */
    private Page signedIn() {
        users.add("root", Role.ADMIN, true);
        Page page = chromium.page(Chromium.View.WIDE);
        page.navigate(url("/login"));
        page.locator("input[name=name]").fill("root");
        page.locator("input[name=password]").fill(Users.PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL(url("/"));
        return page;
    }

    @Test
    void listThatDidNotComeToItsEnd_saysHowFarItLooked_andGoesOn() {
        Page page = signedIn();
        page.navigate(url("/traces?last=24h"));

        assertThat(page.locator(".pager").innerText()).contains("Looked back to", "Look further back");
        chromium.look("traces-until", page);

        page.navigate(url("/traces?last=24h&release=never"));
        assertThat(page.locator(".empty").innerText()).contains("No request matches so far: looked back to");
        chromium.look("traces-until-empty", page);

        String before = page.locator(".empty").innerText();
        page.locator("a[rel=next]").click();
        page.waitForURL("**cursor=**");
        assertThat(page.locator(".empty").innerText()).isNotEqualTo(before);
    }

    @Test
    void loginWithAProvider_hasNoBarrier() {
        users.add("root", Role.ADMIN, true);
        Page page = chromium.page(Chromium.View.WIDE);
        page.navigate(url("/login?back=%2Ftraces"));

        assertThat(page.locator("a[href*='/login/oidc']").isVisible()).isTrue();
        chromium.look("login-provider", page);
        page.locator("input[name=name]").fill("root");
        page.locator("input[name=password]").fill("not this one");
        page.keyboard().press("Enter");
        assertThat(page.locator("#problem").innerText()).isNotEmpty();
        assertThat(page.locator("a[href*='/login/oidc']").isVisible())
                .as("the other way in stays")
                .isTrue();
        chromium.look("login-provider-failed", page);
    }
}
