package dev.plumbline.alerting.forward;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.alerting.Bench;
import dev.plumbline.alerting.RealAlertmanager;
import dev.plumbline.contracts.event.Topics;
import dev.plumbline.testkit.servers.PlumblineServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

import static dev.plumbline.alerting.Bench.PATIENCE;
import static dev.plumbline.alerting.Bench.console;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Alerts in a real Alertmanager: they come, survive its loss of memory, and end. */
@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_alert"))
class ForwardIT {
    private static final String CONFIG = "route: {receiver: all}\nreceivers: [{name: all}]\n";

    @Inject
    DataSource database;

    @TempDir
    Path directory;

    private final Bench bench = new Bench();

    private JsonNode there(RealAlertmanager real) throws Exception {
        for (JsonNode alert : real.get("/api/v2/alerts")) {
            if (alert.at("/labels/feature").asText().equals(bench.feature)) {
                return alert;
            }
        }
        return Bench.read("{}");
    }

    private static void receiver(RealAlertmanager real) {
        console()
                .body(Map.of("name", "am", "encoding", "alertmanager_api", "url", real.url("/api/v2/alerts")))
                .post("/api/v1/receivers")
                .then()
                .statusCode(201);
    }

    /** As if the minute were over. */
    private void hurry() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE alert.receiver SET beat_due_at = NULL WHERE name = 'am'")) {
            update.executeUpdate();
        }
    }

    @Test
    void alert_isInAlertmanagerAsLongAsItLastsWhateverThatForgets() throws Exception {
        try (RealAlertmanager real = RealAlertmanager.start(directory, CONFIG)) {
            receiver(real);
            bench.send(Topics.DRIFT, List.of(bench.drift("opened")));
            await().atMost(PATIENCE).until(() -> there(real).has("labels"));
            assertThat(there(real).at("/labels/alertname").asText()).isEqualTo("Plumbline drift");
            assertThat(there(real).at("/annotations/summary").asText()).contains("10 %");
            assertThat(there(real).at("/status/state").asText()).isEqualTo("active");
        }
        try (RealAlertmanager forgetful =
                RealAlertmanager.start(Files.createDirectory(directory.resolve("new")), CONFIG)) {
            assertThat(there(forgetful).has("labels")).isFalse();
            // The same receiver at another port.
            receiver(forgetful);
            await().atMost(PATIENCE).until(() -> {
                hurry();
                return there(forgetful).has("labels");
            });

            bench.send(Topics.DRIFT, List.of(bench.drift("closed")));
            // What has ended is no longer listed.
            await().atMost(PATIENCE).until(() -> !there(forgetful).has("labels"));
        } finally {
            console().delete("/api/v1/receivers/am");
        }
    }
}
