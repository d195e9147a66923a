package dev.plumbline.console.people;

import dev.plumbline.console.access.Role;
import dev.plumbline.console.fixture.ConsoleServers;
import dev.plumbline.console.fixture.OwnerStandIn;
import dev.plumbline.console.fixture.Recorded;
import dev.plumbline.console.fixture.Samples;
import dev.plumbline.console.fixture.StoredTraces;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The first user, signing in and out, and what somebody sees who may not read content. */
@QuarkusTest
@ConsoleServers
class EntryIT {
    private static final String TRACE = "0000000000000000000000000abc0001";
    private static final String QUESTION = "My card was charged twice";
    private static final String HIDDEN = "(hidden: no right to content)";

    private final StoredTraces store = new StoredTraces();

    @Inject
    Users users;

    @Inject
    LinkStore links;

    @Inject
    PersonStore people;

    @BeforeEach
    void clear() {
        OwnerStandIn.reset();
        Recorded.everything();
        users.clear();
        store.clear();
        store.store(Samples.helpdesk(1, (Instant.now().getEpochSecond() - 60) * 1_000_000_000L, false));
    }

    @AfterEach
    void open() {
        users.clear();
    }

    private static RequestSpecification browser() {
        return given().urlEncodingEnabled(false)
                .redirects()
                .follow(false)
                .header("Accept", "text/html")
                .header("Sec-Fetch-Site", "same-origin");
    }

    private static RequestSpecification form() {
        return given().redirects().follow(false).header("Accept", "text/html").header("Sec-Fetch-Site", "same-origin");
    }

    private static RequestSpecification as(String session) {
        return browser().cookie("plumbline_session", session);
    }

    private static Response login(String name, String password) {
        return form().formParam("name", name).formParam("password", password).post("/login");
    }

    @Test
    void withoutUsers_theConsoleIsOpen_withItsBanner_butMakesNeitherUsersNorTokens() {
        assertThat(browser().get("/traces").asString()).contains("<b>Open:</b>", QUESTION);
        assertThat(browser().get("/settings").asString()).contains("There are no users yet");
        assertThat(form().formParam("name", "kim").post("/settings/people").statusCode())
                .isEqualTo(403);
        assertThat(form().formParam("name", "ci").post("/settings/tokens").statusCode())
                .isEqualTo(403);
    }

    @Test
    void firstLink_makesTheFirstUser_once_andFromThenOnEveryoneSignsIn() throws Exception {
        String stale = links.first();
        String link = links.first();
        assertThat(browser().get("/setup?link=" + stale).statusCode()).isEqualTo(404);
        assertThat(browser().get("/setup?link=" + link).asString()).contains("Make the first user");
        assertThat(setup(link, "Kim", "short", "short").asString()).contains("12 to 200 characters");
        assertThat(setup(link, "Kim", "correct horse battery", "other").asString())
                .contains("not the same");

        Response made = setup(link, "Kim", "correct horse battery", "correct horse battery");

        assertThat(made.statusCode()).isEqualTo(303);
        assertThat(made.header("Set-Cookie")).containsIgnoringCase("httponly").contains("SameSite=Lax", "Path=/");
        String session = made.cookie("plumbline_session");
        assertThat(as(session).get("/traces").asString())
                .doesNotContain("<b>Open:</b>")
                .contains(QUESTION, "Log out");
        assertThat(browser().get("/traces?last=1h").header("Location")).endsWith("/login?back=%2Ftraces%3Flast%3D1h");
        assertThat(given().get("/api/v1/requests").statusCode()).isEqualTo(401);
        Response fragment = browser().header("HX-Request", "true").get("/x/overview");
        assertThat(fragment.statusCode()).isEqualTo(401);
        assertThat(fragment.header("HX-Redirect")).isEqualTo("/login");
        assertThat(setup(link, "Eve", "correct horse battery", "correct horse battery")
                        .statusCode())
                .isEqualTo(404);
        assertThat(setup(links.first(), "Eve", "correct horse battery", "correct horse battery")
                        .statusCode())
                .as("there is a first user already")
                .isEqualTo(404);
    }

    private static Response setup(String link, String name, String password, String again) {
        return form().formParam("link", link)
                .formParam("name", name)
                .formParam("password", password)
                .formParam("again", again)
                .post("/setup");
    }

    @Test
    void login_leadsBackToThePageThatWasAskedFor_neverToAnotherHost() {
        users.add("kim", Role.OPERATOR, true);

        Response in = form().formParam("name", " KIM ")
                .formParam("password", Users.PASSWORD)
                .formParam("back", "/alerts/412?project=1")
                .post("/login");

        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(in.header("Location")).endsWith("/alerts/412?project=1");
        assertThat(form().formParam("name", "kim")
                        .formParam("password", Users.PASSWORD)
                        .formParam("back", "//evil.example")
                        .post("/login")
                        .header("Location"))
                .doesNotContain("evil");
    }

    @Test
    void guessing_isSlowedDown_forTheRightPasswordToo_andTellsNothingOfNames() {
        users.add("kim", Role.VIEWER, false);
        String wrong = withoutTime(login("kim", "not the password").asString());
        assertThat(withoutTime(
                        login("nobody-here", "not the password").asString().replace("nobody-here", "kim")))
                .isEqualToIgnoringWhitespace(wrong);
        for (int i = 0; i < 4; i++) {
            assertThat(login("kim", "not the password").statusCode()).isEqualTo(401);
        }

        assertThat(login("kim", Users.PASSWORD).statusCode()).isEqualTo(429);
        assertThat(login("other", "not the password").statusCode())
                .as("others may try")
                .isEqualTo(401);
    }

    private static String withoutTime(String page) {
        return page.replaceAll("Page made [^<]*", "");
    }

    @Test
    void logOut_andAChangedRole_countFromTheNextRequestOn() throws Exception {
        users.add("root", Role.ADMIN, true);
        long kim = users.add("kim", Role.OPERATOR, true);
        String session = users.session("kim");
        OwnerStandIn.answer("alerting", "/api/v1/alerts/412/acknowledge", "{}");
        assertThat(as(session).post("/alerts/412/acknowledge").statusCode()).isEqualTo(303);
        assertThat(as(session).get("/sessions/session-0").statusCode()).isEqualTo(200);

        assertThat(people.change(kim, Role.VIEWER, false, "root")).isTrue();
        assertThat(as(session).post("/alerts/412/acknowledge").statusCode()).isEqualTo(403);
        assertThat(as(session).get("/sessions/session-0").statusCode()).isEqualTo(403);

        String other = users.session("kim");
        assertThat(as(session).post("/logout").statusCode()).isEqualTo(303);
        assertThat(as(session).get("/traces").statusCode()).isEqualTo(303);
        assertThat(as(other).get("/traces").statusCode()).isEqualTo(200);
        assertThat(people.remove(kim, "root")).isTrue();
        assertThat(as(other).get("/traces").statusCode()).isEqualTo(303);
    }

    @Test
    void admin_invitesByALink_makesTokens_andTheLastAdminStays() throws Exception {
        long root = users.add("root", Role.ADMIN, true);
        String session = users.session("root");

        String page = as(session)
                .formParam("name", "Lee")
                .formParam("role", "reviewer")
                .post("/settings/people")
                .asString();
        String link = page.replaceAll("(?s).*/setup\\?link=([A-Za-z0-9_-]+).*", "$1");
        assertThat(setup(link, "ignored", "lee's long password", "lee's long password")
                        .statusCode())
                .isEqualTo(303);
        assertThat(login("lee", "lee's long password").statusCode()).isEqualTo(303);

        String token = as(session)
                .formParam("name", "ci")
                .formParam("role", "viewer")
                .formParam("days", "7")
                .post("/settings/tokens")
                .asString()
                .replaceAll("(?s).*(plb_[A-Za-z0-9_-]+).*", "$1");
        assertThat(given().header("Authorization", "Bearer " + token)
                        .get("/api/v1/alerts")
                        .statusCode())
                .isEqualTo(200);
        assertThat(given().header("Authorization", "Bearer " + token)
                        .get("/api/v1/requests")
                        .statusCode())
                .isEqualTo(403);
        assertThat(given().header("Authorization", "Bearer " + token + "x")
                        .get("/api/v1/alerts")
                        .statusCode())
                .isEqualTo(401);

        assertThat(as(session)
                        .formParam("role", "viewer")
                        .post("/settings/people/" + root + "/change")
                        .asString())
                .contains("Somebody else must be admin first");
        assertThat(as(session).post("/settings/people/" + root + "/remove").statusCode())
                .isEqualTo(400);
        assertThat(as(session).get("/settings").asString())
                .contains("person.invite", "token.make")
                .doesNotContain(token, link);
    }

    @Test
    void formOfAUser_holdsWhatTheUserHas_soThatSavingOneThingKeepsTheOther() {
        users.add("root", Role.ADMIN, true);
        users.add("kim", Role.OPERATOR, true);
        users.add("lee", Role.REVIEWER, false);

        String page = as(users.session("root")).get("/settings").asString();

        assertThat(page)
                .containsPattern("aria-label=\"Role of kim\">[^/]*</option>.*<option selected>operator</option>"
                        + ".*name=\"content\" value=\"yes\" checked> reads content</label> <button[^>]*Save kim")
                .containsPattern("aria-label=\"Role of lee\">[^/]*</option>.*<option selected>reviewer</option>"
                        + ".*name=\"content\" value=\"yes\"> reads content</label> <button[^>]*Save lee");
    }

    @Test
    void token_endsWhenItsMakerSaid() {
        users.add("root", Role.ADMIN, true);
        String session = users.session("root");
        String before = Instant.now().plus(Duration.ofDays(7)).toString().substring(0, 10);
        as(session)
                .formParam("name", "ci")
                .formParam("role", "viewer")
                .formParam("days", "7")
                .post("/settings/tokens");
        String after = Instant.now().plus(Duration.ofDays(7)).toString().substring(0, 10);

        assertThat(as(session).get("/settings").asString())
                .containsPattern("<bdi>ci</bdi></th><td>viewer</td><td>(" + before + "|" + after + ") ");
        assertThat(as(session)
                        .formParam("name", "ever")
                        .formParam("days", "1000")
                        .post("/settings/tokens")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whoIsNoAdmin_seesNeitherUsersNorTokensNorTheAudit() {
        users.add("root", Role.ADMIN, true);
        users.token("ci-of-root", Role.VIEWER, false);
        users.add("kim", Role.OPERATOR, true);

        assertThat(as(users.session("kim")).get("/settings").asString())
                .contains("An admin makes users and tokens")
                .doesNotContain("ci-of-root", "Table of users", "session.open", "<bdi>root</bdi>");
    }

    @Test
    void withoutTheRightToContent_noTextIsShown_norFoundBySearching() {
        users.add("kim", Role.ADMIN, false);
        String session = users.session("kim");
        OwnerStandIn.answer(
                "alerting",
                "/api/v1/alerts/412",
                Recorded.read("alert-quality.json").replaceAll("0000000000000000000000000abc[0-9a-f]{4}", TRACE));
        OwnerStandIn.answer(
                "drift-service",
                "/api/v1/drift/findings/f-7d3a",
                Recorded.read("drift-finding.json").replaceAll("0000000000000000000000000abc[0-9a-f]{4}", TRACE));

        for (String path : new String[] {
            "/traces",
            "/traces/" + TRACE,
            "/traces/" + TRACE + "?tab=raw",
            "/traces/" + TRACE + "?tab=attributes",
            "/x/traces/" + TRACE + "/panel?tab=output",
            "/alerts/412",
            "/drift/findings/f-7d3a"
        }) {
            Response page = as(session).get(path);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.asString())
                    .as(path)
                    .doesNotContain(QUESTION)
                    .doesNotContain("released within 24 hours")
                    .containsIgnoringCase("hidden");
        }
        assertThat(as(session).get("/traces").asString()).contains(HIDDEN, "helpdesk");
        assertThat(as(session).get("/traces?text=charged").statusCode()).isEqualTo(400);
        assertThat(as(session).get("/x/traces/newer?text=charged").statusCode()).isEqualTo(400);
        assertThat(as(session)
                        .get("/traces/" + TRACE + "/text?span=00000000000000a1&part=input.0.0")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void readingContent_isAudited_onceInAWhile() {
        users.add("kim", Role.VIEWER, true);
        String session = users.session("kim");

        as(session).get("/traces/" + TRACE);
        as(session).get("/traces/" + TRACE);
        given().header("Authorization", "Bearer " + users.token("ci", Role.VIEWER, true))
                .get("/api/v1/traces/" + TRACE);

        assertThat(users.audited("kim", "content.read", "/traces/" + TRACE)).isEqualTo(1);
        assertThat(users.audited("token ci", "content.read", "/api/v1/traces/" + TRACE))
                .isEqualTo(1);
    }

    @Test
    void cookie_changesNothingForACallThatDoesNotTellWhereItIsFrom() {
        users.add("kim", Role.ADMIN, true);

        Response answer = given().cookie("plumbline_session", users.session("kim"))
                .contentType("application/json")
                .body("{}")
                .post("/api/v1/keys");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(OwnerStandIn.calls("trace-ingest")).isEmpty();
    }
}
