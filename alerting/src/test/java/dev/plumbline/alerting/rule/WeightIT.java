package dev.plumbline.alerting.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.alerting.Bench;
import dev.plumbline.contracts.event.ScoreRecorded;
import dev.plumbline.contracts.event.Topics;
import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.testkit.servers.PlumblineServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static dev.plumbline.alerting.Bench.PATIENCE;
import static dev.plumbline.alerting.Bench.console;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/** Weights and sessions of events reach the rule. */
@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_alert"))
class WeightIT {
    private static final long START = Instant.parse("2026-06-01T00:00:00Z").getEpochSecond() * 1_000_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private final Bench bench = new Bench();
    private int number;

    private ScoreRecorded score(long atNano, boolean bad, String session, double probability, String plan) {
        ScoreRecorded score = bench.score(
                number++, atNano, bad, Map.of("app.plan", plan), new ScoreRecorded.Sampling(probability, "rate", 1));
        return new ScoreRecorded(
                score.header(),
                score.request(),
                new Origin(bench.feature, "1.0", null, session, null),
                score.score(),
                score.sampling(),
                score.atNano(),
                score.attributes());
    }

    private JsonNode series(String slice) {
        JsonNode items = Bench.read(console().get("/api/v1/rules").asString()).path("items");
        for (JsonNode item : items) {
            if (item.path("feature").asText().equals(bench.feature)
                    && item.path("slice").asText().equals(slice)) {
                return item;
            }
        }
        return Bench.read("{}");
    }

    /** Ten bad requests of one session weigh five, five good ones that were each one of ten weigh fifty. */
    @Test
    void shareOfTheHour_isThatOfAllTrafficByWeightAndSession() {
        List<ScoreRecorded> scores = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            scores.add(score(START + i * SECOND, true, "talkative", 1, "pro"));
        }
        for (int i = 0; i < 5; i++) {
            scores.add(score(START + i * SECOND, false, null, 0.1, "free"));
        }
        bench.send(Topics.SCORES, scores);
        await().atMost(PATIENCE)
                .until(() -> series("").path("numbers").path("n").asInt() == 15);

        JsonNode numbers = series("").path("numbers");
        assertThat(numbers.path("bad").asInt()).isEqualTo(10);
        assertThat(numbers.path("share").path("estimate").asDouble()).isCloseTo(5 / 55.0, within(1e-6));
        assertThat(series("app.plan=pro")
                        .path("numbers")
                        .path("share")
                        .path("estimate")
                        .asDouble())
                .isEqualTo(1);
    }

    /** Every tenth of all requests, then nearly all of the risky ones: 13 % of what is scored fails, and still 5 % of all. */
    @Test
    void policyThatChoosesTheRisky_opensNoAlert() {
        Random random = new Random(4);
        List<ScoreRecorded> scores = new ArrayList<>();
        for (int i = 0; i < 36_000; i++) {
            boolean risky = random.nextInt(5) == 0;
            boolean bad = random.nextDouble() < (risky ? 0.15 : 0.02);
            double probability = i < 18_000 ? 0.1 : risky ? 0.4 : 0.02;
            if (random.nextDouble() < probability) {
                scores.add(score(START + i * 2 * SECOND, bad, null, probability, risky ? "risky" : "plain"));
            }
        }
        scores.add(score(START + 36_000 * 2 * SECOND, false, null, 0.4, "last"));
        bench.send(Topics.SCORES, scores);
        await().atMost(PATIENCE)
                .until(() -> series("app.plan=last").path("numbers").path("n").asInt() == 1);

        assertThat(bench.alerts("all")).isEmpty();
    }
}
