package dev.plumbline.demo.webhook;

import com.standardwebhooks.Webhook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class HookResourceTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_767_225_600);
    private static final String FIRING = "{\"type\":\"alert.firing\",\"data\":{\"alert\":{\"severity\":\"page\"}}}";

    private final Secret secret = Secret.create();
    private final List<Page> shown = new ArrayList<>();
    private final HookResource hook = new HookResource(secret, Clock.fixed(NOW, ZoneOffset.UTC), shown::add);
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        hook.close();
    }

    @Test
    void aSignedMessageIsShown_once() throws Exception {
        assertThat(post("m-1", FIRING, FIRING)).isEqualTo(204);
        assertThat(post("m-1", FIRING, FIRING)).isEqualTo(204);
        assertThat(post("m-2", FIRING, FIRING)).isEqualTo(204);

        assertThat(shown).extracting(Page::id).containsExactly("m-1", "m-2");
        assertThat(hook.pages()).isEqualTo(shown);
        assertThat(hook.refused()).isZero();
    }

    @Test
    void aForgedMessageIsRefused_andNotShown() throws Exception {
        assertThat(post("m-1", FIRING, FIRING.replace("page", "note"))).isEqualTo(401);
        assertThat(send(HttpRequest.newBuilder(URI.create(hook.url()))
                        .POST(HttpRequest.BodyPublishers.ofString(FIRING))))
                .isEqualTo(401);

        assertThat(shown).isEmpty();
        assertThat(hook.refused()).isEqualTo(2);
    }

    @Test
    void aSignedTextThatIsNotJsonIsRefused() throws Exception {
        assertThat(post("m-1", "hello", "hello")).isEqualTo(400);

        assertThat(shown).isEmpty();
    }

    @Test
    void aGetIsNotAllowed() throws Exception {
        assertThat(send(HttpRequest.newBuilder(URI.create(hook.url())).GET())).isEqualTo(405);
    }

    @Test
    void aPageIsToldFromATicketAnAllClearAndATest() throws Exception {
        List<String> bodies = List.of(
                FIRING,
                FIRING.replace("page", "ticket"),
                FIRING.replace("firing", "resolved"),
                "{\"type\":\"test\",\"timestamp\":\"2026-01-01T00:00:00Z\"}");

        for (String body : bodies) {
            post("m-" + shown.size(), body, body);
        }

        assertThat(shown)
                .extracting(Page::kind)
                .containsExactly(Page.Kind.PAGE, Page.Kind.TICKET, Page.Kind.RESOLVED, Page.Kind.OTHER);
    }

    private int post(String id, String signed, String sent) throws Exception {
        String signature = new Webhook(secret.text()).sign(id, NOW.getEpochSecond(), signed);
        return send(HttpRequest.newBuilder(URI.create(hook.url()))
                .header("webhook-id", id)
                .header("webhook-timestamp", String.valueOf(NOW.getEpochSecond()))
                .header("webhook-signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(sent)));
    }

    private int send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
