package dev.plumbline.alerting.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.alerting.AlertingConfig;
import dev.plumbline.alerting.deliver.RoutingProfile;
import dev.plumbline.testkit.servers.PlumblineServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

import static dev.plumbline.alerting.Bench.PATIENCE;
import static dev.plumbline.alerting.Bench.console;
import static dev.plumbline.alerting.Bench.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A directory of rules: loaded, loaded again when it changes, and one bad file takes nothing down. */
@QuarkusTest
@TestProfile(RoutingProfile.class)
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_alert"))
class DirectoryIT {
    @Inject
    AlertingConfig config;

    @Inject
    DataSource database;

    private void write(String file, String text) throws IOException {
        Path directory = config.rulesDirectory().orElseThrow();
        Path written = Files.writeString(directory.resolve(file + ".part"), text);
        Files.move(written, directory.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<String> inForce(String prefix) {
        List<String> found = new ArrayList<>();
        for (JsonNode item :
                read(console().get("/api/v1/rules/definitions").asString()).path("items")) {
            if (item.at("/rule/name").asText().startsWith(prefix)) {
                found.add(item.at("/rule/name").asText() + " " + item.path("version") + " of "
                        + item.path("source").asText());
            }
        }
        return found;
    }

    private static List<String> tickets() {
        return read(console()
                        .queryParam("feature", "plumbline-alerting")
                        .get("/api/v1/alerts")
                        .asString())
                .path("items")
                .findValuesAsText("statement");
    }

    /** As a newer release may have left it behind. */
    @Test
    void ruleInForceThatCannotBeRead_hasATicket_andTheOthersAreJudged() throws Exception {
        change(
                "INSERT INTO alert.rule (project_id, name, version, text, source, changed_by, changed_at)"
                        + " VALUES (1, 'of-tomorrow', 1, '{\"name\": \"of-tomorrow\", \"kind\": \"magic\"}', 'api', 'ada', now())");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(tickets())
                        .anySatisfy(statement -> assertThat(statement).contains("rule of-tomorrow", "kind")));
        assertThat(console().get("/api/v1/rules/definitions").statusCode()).isEqualTo(200);

        change("DELETE FROM alert.rule WHERE name = 'of-tomorrow'");

        await().atMost(PATIENCE).until(() -> tickets().stream().noneMatch(one -> one.contains("of-tomorrow")));
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Test
    void badFile_leavesTheGoodOnesAndItsOldVersion_andHasATicketUntilItIsMended() throws Exception {
        write("dir-a.yaml", "rules:\n- {name: dir-one, kind: quality, feature: dir-a, objective: 0.1}\n");
        write("dir-b.yml", "rules:\n- {name: dir-two, kind: quality, feature: dir-b, objective: 0.1}\n");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(inForce("dir-"))
                        .containsExactly("dir-one 1 of dir-a.yaml", "dir-two 1 of dir-b.yml"));

        write("dir-a.yaml", "rules:\n- {name: dir-one, kind: quality, feature: dir-a, objective: 7}\n");
        write("dir-b.yml", "rules:\n- {name: dir-two, kind: quality, feature: dir-b, objective: 0.2}\n");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(inForce("dir-"))
                        .containsExactly("dir-one 1 of dir-a.yaml", "dir-two 2 of dir-b.yml"));
        assertThat(tickets())
                .singleElement()
                .satisfies(statement -> assertThat(statement).contains("dir-a.yaml", "rule dir-one", "objective"));
        assertThat(console().get("/api/v1/rules/files").asString()).contains("objective must be");
        assertThat(console()
                        .body("{\"name\": \"dir-two\", \"kind\": \"drift\"}")
                        .put("/api/v1/rules/dir-two")
                        .statusCode())
                .as("what a file says is changed in the file")
                .isEqualTo(409);

        write("dir-a.yaml", "rules:\n- {name: dir-one, kind: quality, feature: dir-a, objective: 0.3}\n");
        Files.delete(config.rulesDirectory().orElseThrow().resolve("dir-b.yml"));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(inForce("dir-")).containsExactly("dir-one 2 of dir-a.yaml"));
        await().atMost(PATIENCE).until(() -> tickets().isEmpty());
        Files.delete(config.rulesDirectory().orElseThrow().resolve("dir-a.yaml"));
        await().atMost(PATIENCE).until(() -> inForce("dir-").isEmpty());
    }
}
