package dev.plumbline.console.saved;

import dev.plumbline.console.access.Role;
import dev.plumbline.console.fixture.ConsoleServers;
import dev.plumbline.console.fixture.OwnerStandIn;
import dev.plumbline.console.fixture.Recorded;
import dev.plumbline.console.fixture.StoredTraces;
import dev.plumbline.console.people.Users;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@ConsoleServers
class SavedViewIT {
    private static final String FAILED = "/traces?last=24h&status=error";

    @Inject
    Users users;

    @BeforeEach
    void fill() {
        OwnerStandIn.reset();
        Recorded.everything();
        users.clear();
        StoredTraces store = new StoredTraces();
        store.clear();
        store.storeProject(9, "empty");
        users.add("kim", Role.VIEWER, true);
        users.add("lee", Role.VIEWER, true);
        users.add("ops", Role.OPERATOR, true);
        // The console reads the projects again a moment after it last did; before, every page of it would be an error.
        await().atMost(Duration.ofSeconds(30))
                .until(() -> as("lee").get("/traces?project=9").statusCode() == 200);
    }

    @AfterEach
    void open() {
        users.clear();
    }

    private RequestSpecification as(String name) {
        return given().redirects()
                .follow(false)
                .urlEncodingEnabled(true)
                .header("Accept", "text/html")
                .header("Sec-Fetch-Site", "same-origin")
                .cookie("plumbline_session", users.session(name));
    }

    private Response save(String who, String name, String address) {
        return as(who).formParam("name", name).formParam("address", address).post("/views");
    }

    private String list(String who, String path) {
        return as(who).get(path).asString();
    }

    @Test
    void view_isSharedWithinItsProject_andItsAddressIsTheList() {
        assertThat(save("kim", " failed ", FAILED).header("Location")).endsWith(FAILED);

        assertThat(list("lee", "/traces"))
                .contains("href=\"/traces?last=24h&amp;status=error\"", "<bdi>failed</bdi>", "Saved by kim");
        assertThat(list("lee", "/traces?project=9")).doesNotContain("<bdi>failed</bdi>");
        assertThat(list("kim", FAILED)).contains("class=\"chip on\" href=\"/traces?last=24h&amp;status=error\"");
    }

    @Test
    void view_ofAnotherProject_isThereAlone() {
        as("kim")
                .formParam("name", "theirs")
                .formParam("project", "9")
                .formParam("address", "/traces?project=9&status=error")
                .post("/views");

        assertThat(list("lee", "/traces?project=9")).contains("<bdi>theirs</bdi>");
        assertThat(list("lee", "/traces")).doesNotContain("<bdi>theirs</bdi>");
    }

    @Test
    void name_isOnesOwn_toChangeAndToRemove_andAnOperatorsToRemove() {
        save("kim", "failed", FAILED);

        assertThat(save("lee", "failed", "/traces").statusCode()).isEqualTo(409);
        assertThat(save("kim", "failed", "/traces?last=7d&status=error").statusCode())
                .isEqualTo(303);
        String page = list("kim", "/traces");
        assertThat(page).contains("last=7d&amp;status=error").doesNotContain("last=24h&amp;status=error");
        String id = page.replaceFirst("(?s).*/views/([0-9]+)/remove.*", "$1");
        assertThat(list("lee", "/traces")).doesNotContain("/views/" + id + "/remove");
        assertThat(as("lee").post("/views/" + id + "/remove").statusCode()).isEqualTo(409);
        assertThat(as("ops").post("/views/" + id + "/remove").statusCode()).isEqualTo(303);
        assertThat(list("kim", "/traces")).doesNotContain("<bdi>failed</bdi>");
    }

    @Test
    void addressThatLeadsAway_isRefused() {
        assertThat(save("kim", "away", "//evil.example/").statusCode()).isEqualTo(400);
        assertThat(save("kim", "", FAILED).statusCode()).isEqualTo(400);
        for (int i = 0; i < 50; i++) {
            assertThat(save("kim", "view " + i, FAILED).statusCode()).isEqualTo(303);
        }
        assertThat(save("kim", "one too many", FAILED).statusCode()).isEqualTo(409);
        assertThat(save("kim", "view 7", FAILED).statusCode()).as("again").isEqualTo(303);
    }
}
