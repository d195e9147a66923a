package dev.plumbline.alerting.receiver;

import dev.plumbline.alerting.Bench;
import dev.plumbline.alerting.Hook;
import dev.plumbline.contracts.event.Topics;
import dev.plumbline.testkit.servers.PlumblineServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static dev.plumbline.alerting.Bench.PATIENCE;
import static dev.plumbline.alerting.Bench.console;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Who is told about what. */
@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_alert"))
class MatchersIT {
    private final Bench bench = new Bench();

    @AfterEach
    void remove() {
        console().delete("/api/v1/receivers/pages");
        console().delete("/api/v1/receivers/tickets");
    }

    private static void receiver(String name, String url, String severity) {
        console()
                .body(Map.of(
                        "name",
                        name,
                        "url",
                        url,
                        "matchers",
                        List.of(Map.of("name", "severity", "op", "=", "value", severity))))
                .post("/api/v1/receivers")
                .then()
                .statusCode(201);
    }

    @Test
    void receiver_isToldOfWhatItsMatchersMatchAndOfNothingElse() throws Exception {
        try (Hook pages = new Hook(bench.feature);
                Hook tickets = new Hook(bench.feature)) {
            receiver("pages", pages.url("/hook"), "page");
            receiver("tickets", tickets.url("/hook"), "ticket");

            bench.send(Topics.DRIFT, List.of(bench.drift("opened")));
            await().atMost(PATIENCE).until(() -> tickets.received().size() == 1);

            assertThat(bench.only().path("notifications").findValuesAsText("receiver"))
                    .containsExactly("tickets");
            // Whoever heard of the beginning hears of the end, whatever it is told of now.
            receiver("tickets", tickets.url("/hook"), "page");
            bench.send(Topics.DRIFT, List.of(bench.drift("closed")));
            await().atMost(PATIENCE).until(() -> tickets.received().size() == 2);
            assertThat(pages.received()).isEmpty();
        }
    }

    @Test
    void badMatcher_isNamed() {
        assertThat(console()
                        .body("{\"name\": \"x\", \"url\": \"http://example.org/\","
                                + " \"matchers\": [{\"name\": \"colour\", \"op\": \"=\", \"value\": \"red\"}]}")
                        .post("/api/v1/receivers")
                        .then()
                        .statusCode(400)
                        .extract()
                        .<String>path("field"))
                .isEqualTo("matchers[0]");
    }
}
