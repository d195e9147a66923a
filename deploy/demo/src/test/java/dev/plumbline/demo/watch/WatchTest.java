package dev.plumbline.demo.watch;

import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.demo.telemetry.Sent;
import dev.plumbline.demo.webhook.HookResource;
import dev.plumbline.demo.webhook.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import static org.assertj.core.api.Assertions.assertThat;

class WatchTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_767_225_600);
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String CHAT = "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"hi\"}]}]";
    private static final String TRACE = """
            {"spans":[{"span":{"kind":"AGENT"}},{"span":{"kind":"RETRIEVER","parentSpanId":"a"}},
              {"span":{"kind":"LLM","parentSpanId":"a"},"payload":{"content":{"input":[
                {"role":"user","parts":[{"type":"text","text":"hi"}]}]}}}]}""";
    private static final String FINDING = """
            {"items":[{"id":"f-1","kind":"%s","label":"breach, leak","statement":"A new cluster holds 11 %% of 200.",
              "share":{"estimate":0.11,"low":0.073,"high":0.161}}],"next":null}""";

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> printed = new ArrayList<>();
    private final Secret secret = Secret.create();
    private final HookResource hook = new HookResource(secret, CLOCK, page -> Watch.show(page, printed::add));
    private HttpServer server;
    private Watch watch;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String answer = answers.get(exchange.getRequestURI().toString());
            byte[] body = (answer == null ? "{\"error\":\"none\"}" : answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        String api = "http://127.0.0.1:" + server.getAddress().getPort();
        watch = new Watch(new PlumblineClient(api), hook, CLOCK, printed::add);
    }

    @AfterEach
    void stop() {
        hook.close();
        server.stop(0);
    }

    @Test
    void nothingIsReached_asLongAsNothingAnswers() {
        watch.sample(new Sent("t1", CHAT, true));

        watch.look();

        assertThat(watch.reached()).isEmpty();
        assertThat(watch.traceProblem()).isEqualTo("no trace has arrived yet");
        assertThat(printed).isEmpty();
    }

    @Test
    void aNewClusterIsShownOnce_withItsInterval() {
        answers.put("/api/v1/drift/findings?feature=support-assistant", FINDING.formatted("new_cluster"));

        watch.look();
        watch.look();

        assertThat(watch.reached()).containsExactly(Map.entry(Goal.NEW_CLUSTER, NOW));
        assertThat(printed)
                .hasSize(5)
                .contains("FOUND  new_cluster f-1", "       share: 11.0 %, 95 % interval 7.3 % to 16.1 %");
    }

    @Test
    void anotherFindingIsShown_butIsNotANewCluster() {
        answers.put("/api/v1/drift/findings?feature=support-assistant", FINDING.formatted("share_moved"));

        watch.look();

        assertThat(watch.reached()).isEmpty();
        assertThat(printed).contains("FOUND  share_moved f-1");
    }

    @Test
    void anAlertIsShownWithItsLinkInEachState_butOnlyASignedPageCounts() throws Exception {
        answers.put("/api/v1/alerts?state=all", "{\"items\":[{\"id\":7,\"state\":\"firing\",\"title\":\"worse\"}]}");
        watch.look();
        assertThat(watch.reached()).isEmpty();
        assertThat(printed).contains("ALERT  7 is firing", "       worse").anyMatch(line -> line.endsWith("/alerts/7"));

        deliver("{\"type\":\"alert.firing\",\"data\":{\"title\":\"worse\",\"url\":\"http://x/alerts/7\"}}");
        watch.look();

        assertThat(watch.reached()).containsOnlyKeys(Goal.PAGE);
        assertThat(printed).contains("PAGE   signature valid, webhook-id m-1", "       http://x/alerts/7");
    }

    @Test
    void aTraceThatComesBackAsItWasSentCounts() {
        watch.sample(new Sent("t1", CHAT, true));
        watch.sample(new Sent("t2", CHAT, true));
        answers.put("/api/v1/traces/t1", TRACE);

        watch.look();

        assertThat(watch.reached()).containsOnlyKeys(Goal.TRACE);
        assertThat(printed).anyMatch(line -> line.endsWith("/traces/t1"));
    }

    @Test
    void aTraceThatComesBackChangedDoesNotCount() {
        watch.sample(new Sent("t1", CHAT, true));
        answers.put("/api/v1/traces/t1", TRACE.replace("\"hi\"", "\"ho\""));

        watch.look();

        assertThat(watch.reached()).isEmpty();
        assertThat(watch.traceProblem()).contains("[user: ho]", "[user: hi]");
    }

    private void deliver(String body) throws Exception {
        String signature = new Webhook(secret.text()).sign("m-1", NOW.getEpochSecond(), body);
        HttpRequest request = HttpRequest.newBuilder(URI.create(hook.url()))
                .header("webhook-id", "m-1")
                .header("webhook-timestamp", String.valueOf(NOW.getEpochSecond()))
                .header("webhook-signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
    }
}
