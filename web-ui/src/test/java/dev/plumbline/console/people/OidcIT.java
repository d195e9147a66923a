package dev.plumbline.console.people;

import dev.plumbline.console.access.Role;
import dev.plumbline.console.fixture.ConsoleServers;
import dev.plumbline.console.fixture.LoopbackProvider;
import dev.plumbline.console.fixture.LoopbackProvider.Lie;
import dev.plumbline.console.fixture.OwnerStandIn;
import dev.plumbline.console.fixture.Recorded;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/** Signing in through a provider that speaks the real protocol, and through one that lies. */
@QuarkusTest
@ConsoleServers
@QuarkusTestResource(value = LoopbackProvider.class, restrictToAnnotatedClass = true)
class OidcIT {
    @Inject
    Users users;

    @Inject
    PersonStore people;

    @BeforeEach
    void clear() {
        OwnerStandIn.reset();
        Recorded.everything();
        users.clear();
        LoopbackProvider.person("subject-1", "Kim", "staff");
    }

    @AfterEach
    void open() {
        users.clear();
        LoopbackProvider.person("subject-1", "Kim", "staff");
    }

    private static RequestSpecification browser() {
        return given().urlEncodingEnabled(false)
                .redirects()
                .follow(false)
                .header("Accept", "text/html")
                .header("Sec-Fetch-Site", "same-origin");
    }

    /** The way back from the provider, not yet gone. */
    private record Returning(String cookie, String location) {
        Response go() {
            return browser().cookie("plumbline_oidc", cookie).get(location);
        }
    }

    private static Returning there(String back) {
        Response begun = browser().get("/login/oidc?back=" + back);
        assertThat(begun.statusCode()).as(begun.asString()).isEqualTo(303);
        Response signedIn =
                given().urlEncodingEnabled(false).redirects().follow(false).get(begun.header("Location"));
        assertThat(signedIn.statusCode()).as(signedIn.asString()).isEqualTo(302);
        return new Returning(begun.cookie("plumbline_oidc"), signedIn.header("Location"));
    }

    private static String session() {
        Response in = there("/").go();
        assertThat(in.statusCode()).as(in.asString()).isEqualTo(303);
        return in.cookie("plumbline_session");
    }

    private static Response as(String session, String path) {
        return browser().cookie("plumbline_session", session).get(path);
    }

    private Person kim() throws Exception {
        return people.all().stream()
                .filter(person -> person.name().equals("kim"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void withAProvider_nobodyComesInUnasked_andTheWayInIsShown() {
        assertThat(browser().get("/traces").header("Location")).endsWith("/login?back=%2Ftraces");
        assertThat(browser().get("/login?back=%2Ftraces").asString())
                .contains("Log in with the house&#39;s provider", "/login/oidc?back=%2Ftraces");
    }

    @Test
    void groupMember_comesBackToWhereTheyWere_asAUserWithARoleAndASession() throws Exception {
        LoopbackProvider.person("subject-1", "Kim", "staff", "oncall", "privacy");
        Returning returning = there("/traces%3Fstatus%3Derror");
        assertThat(returning.location()).doesNotContain(returning.cookie().split("\\.")[0]);

        Response in = returning.go();

        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(in.header("Location")).endsWith("/traces?status=error");
        assertThat(in.getDetailedCookie("plumbline_session").isHttpOnly()).isTrue();
        assertThat(in.getDetailedCookie("plumbline_oidc").getMaxAge()).isZero();
        assertThat(kim())
                .extracting(Person::role, Person::content, Person::vouched, Person::waiting)
                .containsExactly(Role.OPERATOR, true, true, false);
        String session = in.cookie("plumbline_session");
        assertThat(as(session, "/settings").asString()).contains("You are kim: operator, reads content.");
        assertThat(users.audited("kim", "person.join", "kim")).isEqualTo(1);
        assertThat(users.audited("kim", "session.open", "kim")).isEqualTo(1);

        browser().cookie("plumbline_session", session).post("/logout");
        assertThat(as(session, "/traces").statusCode()).isEqualTo(303);
    }

    @Test
    void roleFollowsTheGroups_atTheNextLogIn_andWhatAnAdminChangesCountsAtOnce() throws Exception {
        LoopbackProvider.person("subject-1", "Kim", "platform", "staff");
        String first = session();
        assertThat(kim().role()).isEqualTo(Role.ADMIN);
        assertThat(kim().content()).isFalse();

        LoopbackProvider.person("subject-1", "Kim", "staff");
        String second = session();
        assertThat(as(first, "/settings").asString()).contains("You are kim: viewer.");
        assertThat(users.audited("kim", "person.change", "kim")).isEqualTo(1);

        assertThat(people.remove(kim().id(), "root")).isTrue();
        assertThat(as(first, "/traces").statusCode()).isEqualTo(303);
        assertThat(as(second, "/traces").statusCode()).isEqualTo(303);
    }

    @Test
    void whoIsInNoGroupWithARole_isNotLetIn_andLosesWhatTheyHad() throws Exception {
        LoopbackProvider.person("subject-1", "Kim", "platform");
        String session = session();

        LoopbackProvider.person("subject-1", "Kim", "privacy", "STAFF", "sre,staff");
        Response refused = there("/").go();

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.asString()).contains("none of your groups", "name=\"password\"");
        assertThat(refused.cookie("plumbline_session")).isNull();
        assertThat(as(session, "/traces").statusCode()).isEqualTo(303);
        assertThat(people.all()).isEmpty();
        assertThat(users.audited("kim", "session.refused", "kim")).isEqualTo(1);
    }

    @Test
    void nameOfAnotherUser_isNotTakenOver_andARenamedPersonStaysTheSame() throws Exception {
        users.add("root", Role.ADMIN, true);
        LoopbackProvider.person("subject-2", "root", "platform");
        Response refused = there("/").go();
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.asString()).contains("another user called root");

        LoopbackProvider.person("subject-1", "Kim", "staff");
        session();
        LoopbackProvider.person("subject-3", "Kim", "platform");
        assertThat(there("/").go().statusCode()).isEqualTo(403);
        long id = kim().id();
        LoopbackProvider.person("subject-1", "Kim.Lee", "staff");
        session();
        assertThat(people.all()).extracting(Person::id, Person::name).contains(tuple(id, "kim.lee"));
        LoopbackProvider.person("subject-4", "Kim <b>", "platform");
        assertThat(there("/").go().asString()).contains("no name that can be used here");
    }

    @Test
    void vouchedUser_neverGetsAPassword_andThePasswordOfAnAdminStays() throws Exception {
        long root = users.add("root", Role.ADMIN, true);
        LoopbackProvider.person("subject-1", "Kim", "platform");
        String session = session();

        Response page = browser().cookie("plumbline_session", session).post("/settings/people/" + kim().id() + "/link");

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.asString()).contains("signs in through the provider", "by the provider");
        assertThat(people.change(root, Role.VIEWER, false, "kim")).isFalse();
        assertThat(people.change(kim().id(), Role.VIEWER, false, "root")).isTrue();
        assertThat(as(session, "/settings").asString()).contains("You are kim: viewer.");
    }

    @ParameterizedTest
    @CsvSource({
        "SIGNED_BY_ANOTHER_KEY, its signature is not",
        "SIGNED_BY_NOBODY, signed by a key that the provider does not publish",
        "SIGNED_BY_THE_SHARED_SECRET, signed by a key that the provider does not publish",
        "UNPUBLISHED_KEY, signed by a key that the provider does not publish",
        "OTHER_ISSUER, from another issuer",
        "OTHER_AUDIENCE, made for another application (aud)",
        "OTHER_PARTY, made for another application (azp)",
        "OTHER_NONCE, answers another log-in",
        "NO_NONCE, answers another log-in",
        "NO_EXPIRY, no ID token that can be checked",
        "EXPIRED, has expired",
    })
    void tokenThatDoesNotHold_letsNobodyIn_andSaysWhy(Lie lie, String reason) throws Exception {
        LoopbackProvider.lie(lie);

        Response refused = there("/").go();

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.asString()).contains(reason);
        assertThat(refused.cookie("plumbline_session")).isNull();
        assertThat(people.all()).isEmpty();
    }

    @Test
    void newKeyOfTheProvider_isReadWhenATokenNamesIt() {
        session();
        LoopbackProvider.rotate();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> there("/").go().statusCode() == 303);
    }

    @Test
    void answerForAnotherBrowser_orUsedBefore_letsNobodyIn() {
        Returning mine = there("/");
        Returning theirs = there("/");
        assertThat(browser().get(mine.location()).statusCode()).isEqualTo(400);
        assertThat(new Returning(mine.cookie(), theirs.location()).go().asString())
                .contains("not begun in this browser");
        // A code that somebody caught, brought in under a log-in of one's own.
        String code = theirs.location().replaceAll(".*code=([^&]+).*", "$1");
        assertThat(new Returning(mine.cookie(), mine.location().replaceAll("code=[^&]+", "code=" + code))
                        .go()
                        .asString())
                .contains("does not take the code");
        assertThat(new Returning(
                                mine.cookie(),
                                mine.location().replaceAll("iss=[^&]+", "iss=https://elsewhere.example.org"))
                        .go()
                        .asString())
                .contains("from another issuer");

        assertThat(mine.go().statusCode()).isEqualTo(303);
        assertThat(mine.go().statusCode()).isEqualTo(401);
        String denied = mine.location().replaceAll("code=[^&]+", "error=access_denied%3Cb%3E");
        assertThat(new Returning(mine.cookie(), denied).go().asString()).contains("(access_deniedb)");
    }

    @Test
    void wayBack_leadsNowhereElse() {
        for (String back :
                new String[] {"https://elsewhere.example.org/", "//elsewhere.example.org", "/%5Celsewhere"}) {
            assertThat(there(back).go().header("Location")).as(back).matches("http://[^/]*/|/");
        }
    }

    @Test
    void claimsThatTheTokenLacks_areAskedFor_ofTheSamePersonOnly() throws Exception {
        LoopbackProvider.person("subject-1", "Kim", "sre");
        LoopbackProvider.thinToken();
        session();
        assertThat(kim()).extracting(Person::role, Person::content).containsExactly(Role.OPERATOR, true);

        LoopbackProvider.lie(Lie.OTHER_SUBJECT_AT_USER_INFO);
        assertThat(there("/").go().asString()).contains("tells of another person");
    }

    @Test
    void providerDown_isSaid_andPasswordsWork() {
        users.add("root", Role.ADMIN, true);
        Returning returning = there("/");
        LoopbackProvider.lie(Lie.SILENT);

        Response refused = returning.go();

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.asString())
                .contains("does not answer as it should", "Users with a password can sign in here");
        Response login = given().redirects()
                .follow(false)
                .header("Sec-Fetch-Site", "same-origin")
                .formParam("name", "root")
                .formParam("password", Users.PASSWORD)
                .post("/login");
        assertThat(login.statusCode()).isEqualTo(303);
        assertThat(as(login.cookie("plumbline_session"), "/traces").statusCode())
                .isEqualTo(200);
    }
}
