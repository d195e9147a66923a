package dev.plumbline.console.people;

import dev.plumbline.console.access.Role;
import dev.plumbline.console.fixture.ConsoleServers;
import dev.plumbline.console.fixture.OwnerStandIn;
import dev.plumbline.console.fixture.Recorded;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** People sign in through a real Keycloak; run by {@code deploy/keycloak/run.sh}, which starts one. */
@QuarkusTest
@ConsoleServers
@QuarkusTestResource(value = KeycloakTrial.Realm.class, restrictToAnnotatedClass = true)
class KeycloakTrial {

    /** The realm of {@code deploy/keycloak/house.json}. */
    public static final class Realm implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            return Map.of(
                    "plumbline.oidc.issuer", System.getProperty("plumbline.keycloak", "https://not.given.example.org"),
                    "plumbline.oidc.client-id", "plumbline",
                    "plumbline.oidc.client-secret", "a-secret",
                    "plumbline.oidc.groups.operator", "sre",
                    "plumbline.oidc.groups.content", "sre");
        }

        @Override
        public void stop() {}
    }

    @TestHTTPResource("/")
    URI root;

    @Inject
    Users users;

    @Inject
    PersonStore people;

    /** A browser: cookies by server, but no redirect without being asked. */
    private final HttpClient browser =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    private final Map<String, Map<String, String>> cookies = new HashMap<>();

    @BeforeEach
    void clear() {
        OwnerStandIn.reset();
        Recorded.everything();
        users.clear();
    }

    @AfterEach
    void open() {
        users.clear();
    }

    private HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(root.resolve(address)).header("Accept", "text/html"));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        Map<String, String> jar = cookies.computeIfAbsent(request.build().uri().getAuthority(), any -> new HashMap<>());
        if (!jar.isEmpty()) {
            request.header(
                    "Cookie",
                    jar.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpResponse<String> answer = browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
        for (String set : answer.headers().allValues("Set-Cookie")) {
            String[] pair = set.split(";", 2)[0].split("=", 2);
            jar.put(pair[0], pair[1]);
        }
        return answer;
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError(answer.statusCode() + " " + answer.body()));
    }

    /** Types name and password into Keycloak's page. @return what Keycloak answers */
    private HttpResponse<String> typed(String name, String password) throws IOException, InterruptedException {
        HttpResponse<String> page = get(location(get("/login/oidc?back=/settings")));
        Matcher form = Pattern.compile("<form[^>]* action=\"([^\"]+)\"").matcher(page.body());
        assertThat(form.find()).as(page.body()).isTrue();
        String fields = "username=" + URLEncoder.encode(name, StandardCharsets.UTF_8) + "&password="
                + URLEncoder.encode(password, StandardCharsets.UTF_8);
        return send(HttpRequest.newBuilder(URI.create(form.group(1).replace("&amp;", "&")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields)));
    }

    @Test
    void memberOfAMappedGroup_comesIn_andTheCodeCountsOnce() throws Exception {
        String back = location(typed("kim", "kims password"));
        HttpResponse<String> in = get(back);

        assertThat(location(in)).endsWith("/settings");
        assertThat(get("/settings").body()).contains("You are kim: operator, reads content.");
        assertThat(people.all()).singleElement().extracting(Person::role).isEqualTo(Role.OPERATOR);
        assertThat(get(back).statusCode()).isEqualTo(400);
    }

    @Test
    void memberOfNoMappedGroup_staysOut() throws Exception {
        HttpResponse<String> refused = get(location(typed("guest", "guests password")));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("none of your groups");
        assertThat(people.all()).isEmpty();
    }

    @Test
    void wrongPassword_staysWithTheProvider() throws Exception {
        HttpResponse<String> again = typed("kim", "guests password");

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).contains("Invalid username or password");
    }
}
