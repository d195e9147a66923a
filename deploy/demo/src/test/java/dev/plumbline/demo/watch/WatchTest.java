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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WatchTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_767_225_600);
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String CHAT = "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"hi\"}]}]";
    private static final String TRACE = """
            {"spans":[{"span":{"kind":"AGENT"}},{"span":{"kind":"RETRIEVER","parentSpanId":"a"}},
              {"span":{"kind":"LLM","parentSpanId":"a"},"payload":{"content":{"input":[
                {"role":"user","parts":[{"type":"text","text":"hi"}]}]}}}]}""";
    private static final String FINDING = """
            {"items":[{"id":"f-1","project":1,"feature":"support-assistant","kind":"%s","state":"open","direction":"up",
              "cluster":"c-1","label":"breach, leak",
              "referenceShare":{"estimate":0,"low":0,"high":0.019,"hits":0,"n":200},
              "share":{"estimate":0.11,"low":0.063,"high":0.186,"hits":11,"n":100},
              "difference":{"estimate":0.11,"low":0.05,"high":0.186},"pValue":0.0001,
              "statement":"A new cluster holds 11 %% of 100 sessions.","examples":[]}],"next":null}""";
    private static final String ALERT = """
            {"id":7,"subject":{"projectId":1,"feature":"support-assistant","kind":"quality","name":"groundedness"},
             "severity":"%s","state":"firing","statement":"groundedness fails in 22 %% of 90 scores.",
             "evidence":{"measure":{"n":90,"bad":20,"share":{"estimate":0.222,"low":0.149,"high":0.318},
               "objective":0.02,"detector":2e4,"threshold":1e4},"slice":"app.plan=business","slices":[],
               "releases":["1.5.0"],"exampleTraceIds":[],"findings":[],"period":{"fromNano":1,"toNano":2}}}""";

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> printed = new ArrayList<>();
    private final Secret secret = Secret.create();
    private final HookResource hook = new HookResource(secret, CLOCK, page -> Watch.show(page, printed::add));
    private HttpServer server;
    private String api;
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
        api = "http://127.0.0.1:" + server.getAddress().getPort();
        watch = new Watch(new PlumblineClient(api), "support-assistant", hook, CLOCK, printed::add);
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
                .containsExactly(
                        "FOUND    new_cluster f-1",
                        "         A new cluster holds 11 % of 100 sessions.",
                        "         about: breach, leak",
                        "         share: 11.0 % of 100, 95 % interval 6.3 % to 18.6 %",
                        "         share in the reference: 0.0 % of 200, 95 % interval 0.0 % to 1.9 %",
                        "         " + api + "/drift");
    }

    @Test
    void anotherFindingIsShown_butIsNotANewCluster() {
        answers.put("/api/v1/drift/findings?feature=support-assistant", FINDING.formatted("share_moved"));

        watch.look();

        assertThat(watch.reached()).isEmpty();
        assertThat(printed).contains("FOUND    share_moved f-1");
    }

    @Test
    void anAlertIsShownWithItsEvidenceAndLink() {
        answers.put(
                "/api/v1/alerts?state=all",
                "{\"items\":[{\"alert\":" + ALERT.formatted("page") + ",\"link\":\"x\"}],\"next\":null}");

        watch.look();
        watch.look();

        assertThat(watch.reached()).isEmpty();
        assertThat(printed)
                .containsExactly(
                        "ALERT    7 is firing",
                        "         groundedness fails in 22 % of 90 scores.",
                        "         worst slice: app.plan=business",
                        "         releases: 1.5.0",
                        "         share: 22.2 % of 90, 95 % interval 14.9 % to 31.8 %",
                        "         " + api + "/alerts/7");
    }

    @Test
    void aSignedPageCounts_andASignedTicketIsOnlyShown() throws Exception {
        deliver("m-1", ALERT.formatted("ticket"));
        watch.look();
        assertThat(watch.reached()).isEmpty();

        deliver("m-2", ALERT.formatted("page"));
        watch.look();

        assertThat(watch.reached()).containsOnlyKeys(Goal.PAGE);
        assertThat(printed)
                .contains(
                        "TICKET   with a valid signature, webhook-id m-1",
                        "PAGE     with a valid signature, webhook-id m-2",
                        "         http://x/alerts/7");
    }

    @Test
    void aFeatureIsUsed_whenItHasRequests_andAnErrorIsNoAnswer() {
        String list = "/api/v1/requests?limit=1&feature=f&from=2024-11-27T00:00:00Z&to=2026-01-01T00:00:00Z";
        PlumblineClient plumbline = new PlumblineClient(api);

        assertThatThrownBy(() -> plumbline.hasRequests("f", NOW)).hasMessageContaining("no answer to");
        answers.put(list, "{\"items\":[],\"next\":null}");
        assertThat(plumbline.hasRequests("f", NOW)).isFalse();
        answers.put(list, "{\"items\":[{}],\"next\":null}");
        assertThat(plumbline.hasRequests("f", NOW)).isTrue();
    }

    @Test
    void whatIsAboutAnEarlierRun_isNeitherShownNorCounted() throws Exception {
        String earlier = ALERT.formatted("page").replace("support-assistant", "support-assistant-0");
        answers.put("/api/v1/alerts?state=all", "{\"items\":[{\"alert\":" + earlier + "}],\"next\":null}");
        deliver("m-1", earlier);

        watch.look();

        assertThat(watch.reached()).isEmpty();
        assertThat(printed).noneMatch(line -> line.startsWith("ALERT"));
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

    private void deliver(String id, String alert) throws Exception {
        String body = "{\"type\":\"alert.firing\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"data\":{\"alert\":" + alert
                + ",\"link\":\"http://x/alerts/7\"}}";
        String signature = new Webhook(secret.text()).sign(id, NOW.getEpochSecond(), body);
        HttpRequest request = HttpRequest.newBuilder(URI.create(hook.url()))
                .header("webhook-id", id)
                .header("webhook-timestamp", String.valueOf(NOW.getEpochSecond()))
                .header("webhook-signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
    }
}
