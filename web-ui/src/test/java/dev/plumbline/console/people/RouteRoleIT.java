package dev.plumbline.console.people;

import dev.plumbline.console.access.Role;
import dev.plumbline.console.access.Route;
import dev.plumbline.console.access.Routes;
import dev.plumbline.console.fixture.ConsoleServers;
import dev.plumbline.console.fixture.OwnerStandIn;
import dev.plumbline.console.fixture.Recorded;
import dev.plumbline.contracts.identity.Identity;
import dev.plumbline.testkit.servers.PlumblineServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Each route asked for by each kind of caller: nobody gets more than this table says, and no route is missing in it. */
@QuarkusTest
@ConsoleServers
class RouteRoleIT {
    /**
     * Who may: {@code n}obody signed in, {@code v}iewer, {@code r}eviewer, {@code o}perator, {@code a}dmin, each
     * without the right to content, in upper case with it; {@code T} a viewer's token with the right to content,
     * {@code t} an admin's token without it.
     */
    private static final String EXPECTED = """
            GET /login nvroaVROATt
            GET /setup nvroaVROATt
            GET /assets/*/* nvroaVROATt
            GET /q/health/** nvroaVROATt
            GET /help/keys nvroaVROATt
            GET /x/help/keys nvroaVROATt
            GET /login/oidc nvroaVROATt
            GET /login/oidc/back nvroaVROATt
            POST /login nvroaVROATt
            POST /logout nvroaVROATt
            POST /setup nvroaVROATt
            POST /theme nvroaVROATt
            GET / vroaVROATt
            GET /x/overview vroaVROATt
            GET /x/overview/waiting vroaVROATt
            GET /find vroaVROATt
            GET /q/metrics vroaVROATt
            GET /alerts vroaVROATt
            GET /x/alerts vroaVROATt
            GET /drift vroaVROATt
            GET /x/traces/newer vroaVROATt
            GET /features vroaVROATt
            GET /rules vroaVROATt
            GET /evaluator vroaVROATt
            GET /alerts/* vroaVROATt
            GET /drift/findings/* vroaVROATt
            GET /traces vroaVROATt
            GET /traces/* vroaVROATt
            GET /x/traces/*/panel vroaVROATt
            GET /sessions VROAT
            GET /sessions/* VROAT
            GET /compare VROAT
            GET /download/* VROAT
            GET /traces/*/text VROAT
            GET /x/traces/*/text VROAT
            POST /views vroaVROATt
            POST /views/*/remove vroaVROATt
            POST /alerts/*/acknowledge oaOAt
            POST /alerts/*/redeliver oaOAt
            POST /alerts/*/decision oaOAt
            POST /silences oaOAt
            POST /silences/*/end oaOAt
            POST /rules/try oaOAt
            POST /rules/pause oaOAt
            POST /rules/resume oaOAt
            POST /drift/learn oaOAt
            GET /review ROA
            POST /review/draws ROA
            POST /review/label ROA
            POST /review/skip ROA
            POST /review/again ROA
            POST /review/verdict ROA
            GET /settings vroaVROATt
            GET /settings/projects vroaVROATt
            GET /settings/projects/*/privacy vroaVROATt
            GET /ledger vroaVROATt
            POST /ledger/*/replay oaOAt
            GET /settings/keys aAt
            GET /settings/receivers aAt
            POST /settings/keys aAt
            POST /settings/keys/*/rotate aAt
            POST /settings/keys/*/revoke aAt
            POST /settings/projects/*/limit aAt
            POST /settings/projects/*/retention aAt
            POST /settings/projects/*/privacy aAt
            POST /settings/receivers aAt
            POST /settings/receivers/*/secret aAt
            POST /settings/receivers/*/test aAt
            POST /settings/receivers/*/remove aAt
            POST /settings/people aA
            POST /settings/people/*/change aA
            POST /settings/people/*/link aA
            POST /settings/people/*/remove aA
            POST /settings/tokens aA
            POST /settings/tokens/*/revoke aA
            GET /api/v1/openapi.json vroaVROATt
            GET /api/v1/requests VROAT
            GET /api/v1/traces/* VROAT
            GET /api/v1/requests/diff VROAT
            GET /api/v1/requests/*/bundle VROAT
            GET /api/v1/fingerprints/* vroaVROATt
            GET /api/v1/projects/** vroaVROATt
            GET /api/v1/scores/summary vroaVROATt
            GET /api/v1/ingest/** vroaVROATt
            GET /api/v1/evaluation/** vroaVROATt
            GET /api/v1/scores/** VROAT
            GET /api/v1/drift/** vroaVROATt
            GET /api/v1/alerts/** vroaVROATt
            GET /api/v1/rules/** vroaVROATt
            GET /api/v1/notifications/** vroaVROATt
            GET /api/v1/silences/** vroaVROATt
            GET /api/v1/rubrics/** vroaVROATt
            GET /api/v1/slices/** vroaVROATt
            GET /api/v1/sampling/** vroaVROATt
            GET /api/v1/comparisons/** vroaVROATt
            GET /api/v1/labels/** VROAT
            GET /api/v1/feedback VROAT
            POST /api/v1/alerts/** oaOAt
            POST /api/v1/notifications/** oaOAt
            POST /api/v1/truth/** oaOAt
            POST /api/v1/feedback/** oaOAt
            POST /api/v1/drift/** oaOAt
            POST /api/v1/ingest/dead-letters/*/replay oaOAt
            POST /api/v1/ingest/erasures aAt
            * /api/v1/rules/** oaOAt
            * /api/v1/silences/** oaOAt
            * /api/v1/slices/** oaOAt
            PUT /api/v1/drift/evaluation-sets/*/* oaOAt
            DELETE /api/v1/drift/evaluation-sets/*/* oaOAt
            * /api/v1/labels/** roaROAt
            * /api/v1/receivers/** aAt
            * /api/v1/keys/** aAt
            * /api/v1/evaluation/** aAt
            * /api/v1/projects/** aAt
            * /api/v1/rubrics/** aAt
            * /api/v1/sampling/** aAt
            * /api/v1/comparisons/** aAt
            GET /api/v1/receivers/** aAt
            GET /api/v1/keys/** aAt
            """;

    @Inject
    Users users;

    @BeforeEach
    void fill() {
        OwnerStandIn.reset();
        Recorded.everything();
        users.clear();
        for (Role role : Role.values()) {
            users.add(role.text(), role, false);
            users.add(role.text() + "-content", role, true);
        }
    }

    @AfterEach
    void open() {
        users.clear();
    }

    private static Map<String, String> expected() {
        Map<String, String> expected = new LinkedHashMap<>();
        EXPECTED.lines().forEach(line -> {
            String[] fields = line.split(" ");
            for (String method : fields[0].equals("*")
                    ? new String[] {"POST", "PUT", "PATCH", "DELETE"}
                    : new String[] {fields[0]}) {
                expected.put(method + " " + fields[1], fields[2]);
            }
        });
        return expected;
    }

    private RequestSpecification as(char who) {
        RequestSpecification call = given().redirects()
                .follow(false)
                .header("Accept", "text/html, application/json")
                .header("Sec-Fetch-Site", "same-origin");
        return switch (who) {
            case 'n' -> call;
            case 'T' -> call.header("Authorization", "Bearer " + users.token("reads", Role.VIEWER, true));
            case 't' -> call.header("Authorization", "Bearer " + users.token("runs", Role.ADMIN, false));
            default -> call.cookie("plumbline_session", users.session(name(who)));
        };
    }

    private static String name(char who) {
        String role = switch (Character.toLowerCase(who)) {
            case 'v' -> "viewer";
            case 'r' -> "reviewer";
            case 'o' -> "operator";
            default -> "admin";
        };
        return Character.isUpperCase(who) ? role + "-content" : role;
    }

    /** 401, 403, or the way to the log-in. */
    private static boolean refused(Response answer) {
        String location = answer.header("Location");
        return answer.statusCode() == 401
                || answer.statusCode() == 403
                || answer.statusCode() == 303 && location != null && location.contains("/login?back=")
                || answer.statusCode() == 303 && location != null && location.endsWith("/login");
    }

    private static String example(Route route) {
        return route.pattern()
                .replace("/**", route.pattern().startsWith("/q/") ? "/live" : "")
                .replace("/download/*", "/download/requests.csv")
                .replace("*", "9999");
    }

    @Test
    void everyRoute_isForThoseInTheTable_andForNobodyElse() {
        Map<String, String> expected = expected();
        List<String> wrong = new ArrayList<>();
        for (Route route : Routes.list()) {
            String name = route.method() + " " + route.pattern();
            String may = expected.get(name);
            assertThat(may).as("no line for " + name).isNotNull();
            for (char who : "nvroaVROATt".toCharArray()) {
                Response answer = as(who).request(route.method(), example(route));
                boolean login = name.equals("POST /login") || name.equals("POST /logout");
                boolean passes = login || !refused(answer);
                if (passes != may.indexOf(who) >= 0) {
                    wrong.add(name + " as " + who + " was answered " + answer.statusCode());
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(expected).hasSize(Routes.list().size());
    }

    @Test
    void whatIsNotListed_isNotThere_forAdminsEither() {
        for (String path : List.of("/q/dev", "/api/v1/unknown", "/settings/people", "/nothing")) {
            assertThat(as('A').get(path).statusCode()).as(path).isEqualTo(404);
            assertThat(refused(as('n').get(path))).as(path).isTrue();
        }
    }

    @Test
    void changesReachTheirOwner_inTheNameOfWhoAsked() {
        OwnerStandIn.answer("alerting", "/api/v1/alerts/412/acknowledge", "{}");

        as('o').contentType("application/json").body("{\"comment\":\"mine\"}").post("/api/v1/alerts/412/acknowledge");

        OwnerStandIn.Call call = OwnerStandIn.calls("alerting").get(0);
        assertThat(call.body()).isEqualTo("{\"comment\":\"mine\"}");
        assertThat(Identity.verify(PlumblineServers.SECRET, String.valueOf(call.identity()), Instant.now())
                        .orElseThrow()
                        .subject())
                .isEqualTo("operator");
    }
}
