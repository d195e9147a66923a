package dev.plumbline.alerting.absence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.alerting.Bench;
import dev.plumbline.alerting.deliver.RoutingProfile;
import dev.plumbline.contracts.event.EventHeader;
import dev.plumbline.contracts.event.ScoreRecorded;
import dev.plumbline.contracts.event.Topics;
import dev.plumbline.testkit.servers.PlumblineServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static dev.plumbline.alerting.Bench.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A rule without scores says that it cannot tell. */
@QuarkusTest
@TestProfile(RoutingProfile.class)
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_alert"))
class AbsenceIT {
    private static final long START = Instant.parse("2026-07-01T00:00:00Z").getEpochSecond() * 1_000_000_000L;

    private final Bench bench = new Bench();
    private int number;

    private void come(String name, String label) {
        ScoreRecorded score = bench.score(number++, START, false, Map.of());
        bench.send(
                Topics.SCORES,
                List.of(new ScoreRecorded(
                        new EventHeader(UUID.randomUUID().toString(), Instant.now()),
                        score.request(),
                        score.origin(),
                        new ScoreRecorded.Score(name, name + "/1", null, label, null),
                        score.sampling(),
                        score.atNano(),
                        score.attributes())));
    }

    private JsonNode open() {
        return bench.alerts("open");
    }

    @Test
    void scoreThatStaysAway_opensATicketUntilItComes() {
        come("grounded", "pass");
        await().atMost(PATIENCE).until(() -> open().size() == 1);
        JsonNode alert = open().path(0).path("alert");
        assertThat(alert.at("/subject/kind").asText()).isEqualTo("no_data");
        assertThat(alert.at("/subject/name").asText()).isEqualTo("grounded");
        assertThat(alert.path("severity").asText()).isEqualTo("ticket");

        come("grounded", "abstain");

        await().atMost(PATIENCE).until(() -> open().isEmpty());
    }

    @Test
    void scoreThatStaysAwayAlone_isItsJudges() {
        come("judged", "pass");
        await().atMost(PATIENCE).until(() -> {
            come("valid_json", "pass");
            return open().size() == 1;
        });

        assertThat(open().at("/0/alert/subject/kind").asText()).isEqualTo("judge_down");
        assertThat(open().at("/0/alert/subject/name").asText()).isEqualTo("judged");
    }
}
