package dev.plumbline.demo.truth;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class FeedbackClientTest {

    private static final Instant AT = Instant.parse("2026-03-01T11:58:00.123456789Z");
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final Deque<Integer> answers = new ConcurrentLinkedDeque<>();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private FeedbackClient client;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            received.add(exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Integer status = answers.poll();
            exchange.sendResponseHeaders(status == null ? 201 : status, -1);
            exchange.close();
        });
        server.start();
        client = new FeedbackClient("http://127.0.0.1:" + server.getAddress().getPort(), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void aTicketIsTold() {
        client.report(TRACE, new Report(Report.Kind.TICKET, Duration.ZERO, 0), AT, Instant.now());

        await().untilAsserted(() -> assertThat(client.counts()).isEqualTo(new FeedbackCounts(1, 0, 0, 0, 0)));
        assertThat(received)
                .containsExactly("/api/v1/truth {\"traceId\":\"" + TRACE + "\",\"at\":\"2026-03-01T11:58:00.123Z\","
                        + "\"name\":\"resolved\",\"value\":0.0,\"label\":\"unresolved\",\"source\":\"ticket-system\"}");
    }

    @Test
    void thumbsAreTold() {
        client.report(TRACE, new Report(Report.Kind.THUMBS, Duration.ZERO, -1), AT, Instant.now());

        await().untilAsserted(() -> assertThat(client.counts().delivered()).isEqualTo(1));
        assertThat(received)
                .hasSize(1)
                .first()
                .asString()
                .startsWith("/api/v1/feedback ")
                .contains("\"value\":-1");
    }

    @Test
    void whatIsNotKnownYetIsToldAgain() {
        answers.addAll(List.of(404, 503));

        client.report(TRACE, new Report(Report.Kind.TICKET, Duration.ZERO, 1), AT, Instant.now());

        await().untilAsserted(() -> assertThat(client.counts()).isEqualTo(new FeedbackCounts(1, 0, 0, 0, 2)));
        assertThat(received).hasSize(3);
    }

    @Test
    void aWrongReportIsNotRepeated() {
        answers.add(400);

        client.report(TRACE, new Report(Report.Kind.TICKET, Duration.ZERO, 1), AT, Instant.now());

        await().untilAsserted(() -> assertThat(client.counts()).isEqualTo(new FeedbackCounts(0, 1, 0, 0, 0)));
        assertThat(received).hasSize(1);
    }

    @Test
    void nothingIsToldBeforeItIsDue() {
        client.report(
                TRACE,
                new Report(Report.Kind.TICKET, Duration.ZERO, 1),
                AT,
                Instant.now().plusSeconds(600));
        client.report(TRACE, new Report(Report.Kind.THUMBS, Duration.ZERO, 1), AT, Instant.now());

        await().untilAsserted(() -> assertThat(client.counts().delivered()).isEqualTo(1));
        assertThat(received).hasSize(1).first().asString().startsWith("/api/v1/feedback");
        assertThat(client.counts().waiting()).isZero();
    }
}
