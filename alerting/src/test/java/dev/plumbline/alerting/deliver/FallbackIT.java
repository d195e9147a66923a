package dev.plumbline.alerting.deliver;

import com.standardwebhooks.Webhook;
import dev.plumbline.alerting.Bench;
import dev.plumbline.alerting.Hook;
import dev.plumbline.contracts.event.Topics;
import dev.plumbline.testkit.servers.PlumblineServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

import static dev.plumbline.alerting.Bench.PATIENCE;
import static dev.plumbline.alerting.Bench.console;
import static dev.plumbline.alerting.Hook.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Who is told when a receiver cannot be, and how its secret is changed. */
@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_alert"))
class FallbackIT {
    @Inject
    DataSource database;

    private final Bench bench = new Bench();
    private Hook first;
    private Hook second;

    @BeforeEach
    void receivers() throws Exception {
        first = new Hook(bench.feature);
        second = new Hook(bench.feature);
        console()
                .body(Map.of(
                        "name",
                        "second",
                        "url",
                        second.url("/second"),
                        "secret",
                        Bench.SECRET,
                        "matchers",
                        List.of(Map.of("name", "feature", "op", "=", "value", "none"))))
                .post("/api/v1/receivers")
                .then()
                .statusCode(201);
        console()
                .body(Map.of(
                        "name",
                        "first",
                        "url",
                        first.url("/first"),
                        "secret",
                        Bench.SECRET,
                        "fallback",
                        "second",
                        "matchers",
                        List.of(Map.of("name", "feature", "op", "=", "value", bench.feature))))
                .post("/api/v1/receivers")
                .then()
                .statusCode(201);
    }

    @AfterEach
    void remove() {
        console().delete("/api/v1/receivers/first");
        console().delete("/api/v1/receivers/second");
        first.close();
        second.close();
    }

    private void hurry() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE alert.notification SET next_at = now() - interval '1 s' WHERE state = 'pending'")) {
            update.executeUpdate();
        }
    }

    private void drift(String change) {
        bench.send(Topics.DRIFT, List.of(bench.drift(change)));
    }

    @Test
    void receiverThatFailsForLong_isTriedOnAndItsFallbackIsTold() throws Exception {
        first.answer(status(500), status(500), status(500), status(500), status(500), status(500));
        drift("opened");

        await().atMost(PATIENCE).until(() -> {
            hurry();
            return second.received().size() == 1 && first.received().size() == 7;
        });
        assertThat(second.received().get(0).json().at("/data/inPlaceOf").asText())
                .isEqualTo("first");
        assertThat(second.received().get(0).json().at("/data/change").asText()).isEqualTo("opened");

        drift("closed");
        await().atMost(PATIENCE)
                .until(() -> second.received().size() == 2 && first.received().size() == 8);
        assertThat(second.received().get(1).json().path("type").asText()).isEqualTo("alert.resolved");
    }

    @Test
    void receiverThatIsGone_isReplacedAtOnce() {
        first.answer(status(410));

        drift("opened");

        await().atMost(PATIENCE).until(() -> second.received().size() == 1);
        assertThat(first.received()).hasSize(1);
    }

    @Test
    void fallbackThatIsNotThere_isRefused() {
        assertThat(console()
                        .body(Map.of("name", "third", "url", first.url("/"), "fallback", "nobody"))
                        .post("/api/v1/receivers")
                        .then()
                        .statusCode(400)
                        .extract()
                        .<String>path("field"))
                .isEqualTo("fallback");
    }

    @Test
    void whileTheSecretIsChanged_bothSign() throws Exception {
        String fresh = console()
                .body(Map.of("hours", 1))
                .post("/api/v1/receivers/first/rotate")
                .then()
                .statusCode(200)
                .extract()
                .path("secret");
        drift("opened");
        await().atMost(PATIENCE).until(() -> first.received().size() == 1);

        Hook.Received told = first.received().get(0);
        new Webhook(Bench.SECRET).verify(told.body(), told.headers());
        new Webhook(fresh).verify(told.body(), told.headers());

        console()
                .body(Map.of("hours", 0))
                .post("/api/v1/receivers/first/rotate")
                .then()
                .statusCode(200);
        drift("closed");
        await().atMost(PATIENCE).until(() -> first.received().size() == 2);
        assertThat(first.received()
                        .get(1)
                        .headers()
                        .firstValue("webhook-signature")
                        .orElse(""))
                .doesNotContain(" ");
    }
}
