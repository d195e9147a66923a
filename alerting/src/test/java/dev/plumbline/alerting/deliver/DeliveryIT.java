package dev.plumbline.alerting.deliver;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.plumbline.alerting.Bench;
import dev.plumbline.alerting.Hook;
import dev.plumbline.contracts.event.DriftChanged;
import dev.plumbline.contracts.event.Topics;
import dev.plumbline.testkit.servers.PlumblineServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

import static dev.plumbline.alerting.Bench.PATIENCE;
import static dev.plumbline.alerting.Bench.console;
import static dev.plumbline.alerting.Hook.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Receivers that fail, wait, wander, talk too much or are gone. */
@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_alert"))
class DeliveryIT {
    @Inject
    DataSource database;

    private final Bench bench = new Bench();
    private Hook hook;

    @BeforeEach
    void receiver() throws Exception {
        hook = new Hook(bench.feature);
        Bench.receiver("main", hook.url("/hook"));
    }

    @AfterEach
    void remove() {
        console().delete("/api/v1/receivers/main");
        console().delete("/api/v1/receivers/other");
        hook.close();
    }

    private void open() {
        bench.send(Topics.DRIFT, List.of(bench.drift("opened")));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.executeUpdate();
        }
    }

    /** As if the time of the next attempt had come. */
    private void hurry() throws SQLException {
        execute("UPDATE alert.notification SET next_at = now() - interval '1 s' WHERE state = 'pending'");
    }

    private JsonNode attempts() {
        return bench.only().path("notifications").path(0).path("attempts");
    }

    private String state() {
        return bench.only().path("notifications").path(0).path("state").asText();
    }

    @Test
    void failingReceiver_getsTheSameMessageAgainAndEveryAttemptIsLogged() {
        hook.answer(
                exchange -> {
                    exchange.sendResponseHeaders(500, 0);
                    exchange.getResponseBody().write("line one\r\n\u001b[31mline two".getBytes());
                },
                status(500));
        open();

        await().atMost(PATIENCE).until(() -> {
            hurry();
            return hook.received().size() == 3;
        });
        await().atMost(PATIENCE).until(() -> state().equals("delivered"));

        assertThat(hook.received())
                .extracting(Hook.Received::id)
                .containsOnly(hook.received().get(0).id());
        assertThat(hook.received())
                .extracting(Hook.Received::body)
                .containsOnly(hook.received().get(0).body());
        assertThat(attempts())
                .extracting(attempt -> attempt.path("status").asInt())
                .containsExactly(500, 500, 200);
        assertThat(attempts().path(0).path("reply").asText()).isEqualTo("line one [31mline two");
    }

    @Test
    void redirect_isNotFollowed() {
        hook.answer(status(302, "Location", hook.url("/elsewhere")));
        open();

        await().atMost(PATIENCE).until(() -> attempts().size() == 1);

        assertThat(attempts().path(0).path("error").asText()).contains("redirects");
        assertThat(state()).isEqualTo("pending");
        assertThat(hook.received()).extracting(Hook.Received::path).containsExactly("/hook");
    }

    @Test
    void goneReceiver_isDisabledAndNothingWaitsForIt() throws Exception {
        hook.answer(status(429, "Retry-After", "3600"), status(410));
        open();
        await().atMost(PATIENCE).until(() -> attempts().size() == 1);
        DriftChanged one = bench.drift("opened");
        bench.send(
                Topics.DRIFT,
                List.of(new DriftChanged(
                        one.header(),
                        "another-" + one.findingId(),
                        one.change(),
                        one.subject(),
                        one.evidence(),
                        one.exampleTraceIds(),
                        one.statement())));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(bench.alerts("open"))
                        .hasSize(2)
                        .allSatisfy(item -> assertThat(Bench.read(console()
                                                .get("/api/v1/alerts/"
                                                        + item.path("alert")
                                                                .path("id")
                                                                .asText())
                                                .asString())
                                        .path("notifications")
                                        .findValuesAsText("state"))
                                .containsExactly("failed")));

        assertThat(console().get("/api/v1/receivers").asString()).contains("410");
        Bench.receiver("main", hook.url("/hook"));
        assertThat(console().get("/api/v1/receivers").asString()).doesNotContain("410");
    }

    @Test
    void retryAfter_isObeyed() {
        hook.answer(status(429, "Retry-After", "3600"));
        open();

        await().atMost(PATIENCE).until(() -> attempts().size() == 1);

        assertThat(Duration.between(
                        java.time.Instant.parse(attempts().path(0).path("at").asText()),
                        java.time.Instant.parse(bench.only()
                                .path("notifications")
                                .path(0)
                                .path("nextAt")
                                .asText())))
                .isGreaterThanOrEqualTo(Duration.ofMinutes(59));
    }

    @Test
    void endlessReply_isCutAndCountsAsItsStatus() {
        long[] written = new long[1];
        hook.answer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                byte[] chunk = "x".repeat(64 * 1024).getBytes();
                for (int i = 0; i < 1600; i++) {
                    out.write(chunk);
                    written[0] += chunk.length;
                }
            }
        });
        open();

        await().atMost(PATIENCE).until(() -> state().equals("delivered"));

        assertThat(written[0]).isLessThan(50_000_000L);
        assertThat(attempts().path(0).path("reply").asText()).hasSize(300);
    }

    /** The receiver has taken it: to send it again would be a duplicate. */
    @Test
    void drippingReply_countsAsItsStatusAndIsNotSentAgain() {
        CountDownLatch over = new CountDownLatch(1);
        hook.answer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 1000 && !over.await(100, TimeUnit.MILLISECONDS); i++) {
                exchange.getResponseBody().write('x');
                exchange.getResponseBody().flush();
            }
        });
        open();

        await().atMost(PATIENCE).until(() -> attempts().size() == 1);

        over.countDown();
        assertThat(attempts().path(0).path("status").asInt()).isEqualTo(200);
        assertThat(attempts().path(0).path("reply").asText()).startsWith("x");
        assertThat(state()).isEqualTo("delivered");
    }

    /** Each of the slow ones answers only when all of them have been asked. */
    @Test
    void manySlowReceivers_keepNoOtherWaiting() throws Exception {
        int slow = 24;
        CountDownLatch asked = new CountDownLatch(slow + 1);
        List<Hook> hooks = new ArrayList<>();
        hook.answer(exchange -> answerWhenAll(asked, exchange));
        try {
            for (int i = 0; i < slow; i++) {
                Hook one = new Hook(bench.feature);
                one.answer(exchange -> answerWhenAll(asked, exchange));
                hooks.add(one);
                Bench.receiver("slow-" + i, one.url("/hook"));
            }
            open();
            await().atMost(PATIENCE).until(() -> asked.getCount() == 0);

            await().atMost(PATIENCE)
                    .until(() -> bench.only()
                            .path("notifications")
                            .findValuesAsText("status")
                            .equals(Collections.nCopies(slow + 1, "200")));
        } finally {
            for (int i = 0; i < slow; i++) {
                console().delete("/api/v1/receivers/slow-" + i);
            }
            hooks.forEach(Hook::close);
        }
    }

    private static void answerWhenAll(CountDownLatch asked, HttpExchange exchange)
            throws IOException, InterruptedException {
        asked.countDown();
        exchange.sendResponseHeaders(asked.await(30, TimeUnit.SECONDS) ? 200 : 503, -1);
    }

    @Test
    void removedReceiver_leavesItsDeliveryLogAndItsName() throws Exception {
        hook.answer(status(503));
        open();
        await().atMost(PATIENCE).until(() -> attempts().size() == 1);
        String id = hook.received().get(0).id();

        console().delete("/api/v1/receivers/main").then().statusCode(204);

        assertThat(attempts()).hasSize(1);
        assertThat(state()).isEqualTo("failed");
        assertThat(console().get("/api/v1/receivers").asString()).doesNotContain("\"main\"");
        console().post("/api/v1/receivers/main/test").then().statusCode(404);
        console().post("/api/v1/notifications/" + id + "/redeliver").then().statusCode(404);
        Bench.receiver("main", hook.url("/hook"));
        assertThat(attempts()).hasSize(1);
    }

    @Test
    void slowReceiver_keepsNoOtherWaiting() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        hook.answer(exchange -> over.await(20, TimeUnit.SECONDS));
        try (Hook quick = new Hook(bench.feature)) {
            Bench.receiver("other", quick.url("/hook"));
            open();
            await().atMost(PATIENCE).until(() -> hook.received().size() == 1);

            await().atMost(PATIENCE).until(() -> quick.received().size() == 1);
            bench.send(Topics.DRIFT, List.of(bench.drift("closed")));
            await().atMost(PATIENCE).until(() -> quick.received().size() == 2);
            await().atMost(PATIENCE)
                    .until(() -> attempts().path(0).path("error").asText().startsWith("no answer within"));
        } finally {
            over.countDown();
        }
    }

    /** A worker that dies between sending and marking: another takes over when the lease ends. */
    @Test
    void workerThatDiesAfterSending_costsOneDuplicateWithTheSameId() throws Exception {
        hook.answer(exchange -> {
            try {
                execute("UPDATE alert.notification SET fence = fence + 1, lease_until = now() + interval '2 s'"
                        + " WHERE id = '" + exchange.getRequestHeaders().getFirst("webhook-id") + "'");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            exchange.sendResponseHeaders(200, -1);
        });
        open();

        await().atMost(PATIENCE).until(() -> state().equals("delivered"));

        assertThat(hook.received()).hasSize(2);
        assertThat(hook.received())
                .extracting(Hook.Received::id)
                .containsOnly(hook.received().get(0).id());
    }

    /** Nobody was told that it began; so they are told how it is, and that it is all they get. */
    @Test
    void endBeforeTheBeginningWasDelivered_isToldAloneAndSaysSo() throws Exception {
        hook.answer(status(503));
        open();
        await().atMost(PATIENCE).until(() -> attempts().size() == 1);
        String first = hook.received().get(0).id();
        bench.send(Topics.DRIFT, List.of(bench.drift("closed")));

        await().atMost(PATIENCE).until(() -> hook.received().size() == 2);

        JsonNode message = hook.received().get(1).json();
        assertThat(message.path("type").asText()).isEqualTo("alert.resolved");
        assertThat(message.path("data").path("superseded"))
                .extracting(JsonNode::asText)
                .containsExactly(first);
        assertThat(state()).isEqualTo("superseded");
    }

    @Test
    void end_neverOvertakesTheBeginning() {
        CountDownLatch resolved = new CountDownLatch(1);
        hook.answer(exchange -> {
            bench.send(Topics.DRIFT, List.of(bench.drift("closed")));
            await().atMost(PATIENCE).until(() -> bench.alerts("resolved").size() == 1);
            resolved.countDown();
            exchange.sendResponseHeaders(200, -1);
        });
        open();

        await().atMost(PATIENCE).until(() -> hook.received().size() >= 2);

        assertThat(resolved.getCount()).isZero();
        assertThat(hook.received())
                .extracting(page -> page.json().path("type").asText())
                .endsWith("alert.resolved")
                .startsWith("alert.firing");
    }

    @Test
    void redelivery_sendsAnEndedMessageAgainUnderItsId() {
        open();
        await().atMost(PATIENCE).until(() -> state().equals("delivered"));
        String id = hook.received().get(0).id();

        console().post("/api/v1/notifications/" + id + "/redeliver").then().statusCode(202);

        await().atMost(PATIENCE).until(() -> hook.received().size() == 2);
        assertThat(hook.received().get(1).id()).isEqualTo(id);
        await().atMost(PATIENCE).until(() -> attempts().size() == 2);
    }
}
