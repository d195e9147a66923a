package dev.plumbline.alerting.heartbeat;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import dev.plumbline.alerting.Bench;
import dev.plumbline.alerting.Hook;
import dev.plumbline.testkit.servers.PlumblineServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Map;
import javax.sql.DataSource;

import static dev.plumbline.alerting.Bench.PATIENCE;
import static dev.plumbline.alerting.Bench.console;
import static dev.plumbline.alerting.Hook.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

/** A sign of life that comes by itself, again and again, whatever became of the last one. */
@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_alert"))
class HeartbeatIT {
    @Inject
    DataSource database;

    @AfterEach
    void remove() {
        console().delete("/api/v1/receivers/heart");
    }

    private static JsonNode heart() {
        for (JsonNode receiver :
                Bench.read(console().get("/api/v1/receivers").asString()).path("items")) {
            if (receiver.path("name").asText().equals("heart")) {
                return receiver.path("wants").path("heartbeat");
            }
        }
        return Bench.read("{}");
    }

    private static void wanting(String url) {
        console()
                .body(Map.of("name", "heart", "url", url, "secret", Bench.SECRET, "heartbeatSeconds", 3600))
                .post("/api/v1/receivers")
                .then()
                .statusCode(201);
    }

    /** As if an hour had passed. */
    private void anHourLater() throws Exception {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE alert.receiver SET beat_due_at = now() WHERE name = 'heart' AND removed_at IS NULL")) {
            update.executeUpdate();
        }
    }

    private int secondsToNextBeat() throws Exception {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT extract(epoch FROM beat_due_at - now())"
                        + " FROM alert.receiver WHERE name = 'heart' AND removed_at IS NULL")) {
            ResultSet row = query.executeQuery();
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void beat_isSignedSaysHowThingsStandAndComesAgainAfterOneThatFailed() throws Exception {
        try (Hook hook = new Hook("heartbeat")) {
            hook.answer(status(500));
            wanting(hook.url("/dead-man"));

            await().atMost(PATIENCE)
                    .until(() -> heart().path("lastError").asText().startsWith("500"));
            assertThat(hook.received()).hasSize(1);
            anHourLater();
            await().atMost(PATIENCE).until(() -> hook.received().size() == 2);

            await().atMost(PATIENCE).until(() -> heart().path("lastError").isNull());
            assertThat(heart().path("seconds").asInt()).isEqualTo(3600);
            assertThat(secondsToNextBeat()).isBetween(3400, 3600);
            Hook.Received beat = hook.received().get(1);
            assertThat(beat.json().path("type").asText()).isEqualTo("heartbeat");
            assertThat(beat.json().path("data").path("open").isIntegralNumber()).isTrue();
            assertThatCode(() -> new Webhook(Bench.SECRET).verify(beat.body(), beat.headers()))
                    .doesNotThrowAnyException();
            assertThat(beat.id()).isNotEqualTo(hook.received().get(0).id());
        }
    }

    @Test
    void receiverThatAsksForNone_getsNone() throws Exception {
        try (Hook asking = new Hook("heartbeat");
                Hook other = new Hook("heartbeat")) {
            Bench.receiver("quiet", other.url("/hook"));
            wanting(asking.url("/dead-man"));

            await().atMost(PATIENCE).until(() -> asking.received().size() == 1);

            assertThat(other.received()).isEmpty();
        } finally {
            console().delete("/api/v1/receivers/quiet");
        }
    }
}
