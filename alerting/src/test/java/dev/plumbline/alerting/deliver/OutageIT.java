package dev.plumbline.alerting.deliver;

import com.sun.net.httpserver.HttpExchange;
import dev.plumbline.alerting.AlertingConfig;
import dev.plumbline.alerting.Bench;
import dev.plumbline.alerting.Hook;
import dev.plumbline.alerting.receiver.ReceiverStore;
import dev.plumbline.alerting.webhook.WebhookClient;
import dev.plumbline.contracts.event.DriftChanged;
import dev.plumbline.contracts.event.Topics;
import dev.plumbline.testkit.servers.PlumblineServers;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

import static dev.plumbline.alerting.Bench.PATIENCE;
import static dev.plumbline.alerting.Bench.console;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A receiver that is away for two hours of a clock that the test moves; the running service's own clock never gets there. */
@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_alert"))
class OutageIT {
    private static final int ALERTS = 4;
    private static final Duration OUTAGE = Duration.ofHours(2);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Inject
    DataSource database;

    @Inject
    AlertingConfig config;

    @Inject
    MessageStore messages;

    @Inject
    ReceiverStore receivers;

    @Inject
    WebhookClient webhooks;

    @Inject
    ManagedExecutor executor;

    @Inject
    MeterRegistry metrics;

    private final Bench bench = new Bench();
    private final MovedClock clock = new MovedClock();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private volatile boolean away = true;
    private Hook hook;

    /** Stands still but for the test. */
    private static final class MovedClock extends Clock {
        private volatile Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void receiver() throws Exception {
        hook = new Hook(bench.feature);
        for (int i = 0; i < 100 * ALERTS; i++) {
            hook.answer(this::answer);
        }
        Bench.receiver("away", hook.url("/hook"));
    }

    @AfterEach
    void remove() {
        console().delete("/api/v1/receivers/away");
        hook.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (!away) {
            taken.add(exchange.getRequestHeaders().getFirst("webhook-id"));
        }
        exchange.sendResponseHeaders(away ? 503 : 200, -1);
    }

    private DriftChanged finding(int number) {
        DriftChanged one = bench.drift("opened");
        return new DriftChanged(
                one.header(),
                number + one.findingId(),
                one.change(),
                one.subject(),
                one.evidence(),
                one.exampleTraceIds(),
                one.statement());
    }

    private List<String> ids(String condition) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT notification.id FROM alert.notification JOIN alert.alert ON alert.id = alert_id"
                                + " WHERE feature = ? AND " + condition + " ORDER BY 1")) {
            query.setString(1, bench.feature);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                ids.add(row.getString(1));
            }
        }
        return ids;
    }

    /** Out of the running service's sight: its next attempt lies in another year, where only the moved clock comes. */
    private void moveAhead() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("""
                        UPDATE alert.notification SET next_at = next_at + interval '400 days'
                        FROM alert.alert WHERE alert.id = alert_id AND feature = ? AND notification.state = 'pending'
                          AND attempts > 0 AND lease_until IS NULL AND next_at < now() + interval '300 days'
                        """)) {
            update.setString(1, bench.feature);
            update.executeUpdate();
        }
    }

    @Test
    void receiverThatWasAwayForTwoHours_getsEverythingOnce() throws Exception {
        bench.send(Topics.DRIFT, List.of(finding(0), finding(1), finding(2), finding(3)));
        await().atMost(PATIENCE).until(() -> {
            moveAhead();
            return ids("next_at > now() + interval '300 days'").size() == ALERTS;
        });
        List<String> ids = ids("true");
        LeaseStore leases = new LeaseStore(database, config, messages, new FallbackStore(messages, clock), clock);
        Deliverer deliverer = new Deliverer(leases, receivers, webhooks, executor, config, metrics, clock);
        Instant begin = Instant.now().plus(Duration.ofDays(400));
        clock.now = begin;

        while (clock.now.isBefore(begin.plus(OUTAGE))) {
            pass(deliverer);
        }
        assertThat(taken).isEmpty();
        assertThat(ids("notification.state = 'pending'")).isEqualTo(ids);
        away = false;
        while (clock.now.isBefore(begin.plus(OUTAGE).plus(Duration.ofHours(1)))) {
            pass(deliverer);
        }

        assertThat(taken).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(ids("notification.state = 'delivered'")).isEqualTo(ids);
    }

    /** A minute, in which everything is sent that is due. */
    private void pass(Deliverer deliverer) {
        clock.now = clock.now.plus(MINUTE);
        String due = "notification.state = 'pending' AND (lease_until IS NOT NULL OR next_at <= '" + clock.now + "')";
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> {
            deliverer.deliver();
            return ids(due).isEmpty();
        });
    }
}
