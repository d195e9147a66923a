package dev.plumbline.evaluator.judge.trail;

import com.sun.net.httpserver.HttpServer;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.judge.endpoint.JudgeConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.assertj.core.api.Assertions.assertThat;

class TrailClientTest {
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", call -> {
            keys.add(String.valueOf(call.getRequestHeaders().getFirst("x-plumbline-key")));
            bodies.add(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            call.sendResponseHeaders(status, -1);
            call.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void calls_areSentTogether_withTheKey() throws Exception {
        TrailClient trail = client(Map.of("plumbline.judge.trace.key", "pk-1"));
        trail.add(call("one"));
        trail.add(call("two"));

        trail.send();
        trail.send();

        assertThat(bodies).hasSize(1).first().asString().contains("chat one", "chat two");
        assertThat(keys).containsExactly("pk-1");
        assertThat(counted("sent")).isEqualTo(2);
    }

    @Test
    void receiverThatIsBusyOrAway_getsThemLater() throws Exception {
        TrailClient trail = client(Map.of());
        status = 503;
        trail.add(call("one"));
        trail.send();
        trail.add(call("two"));

        status = 200;
        trail.send();

        assertThat(bodies).hasSize(2);
        assertThat(bodies.get(1)).contains("chat one", "chat two");
        assertThat(counted("sent")).isEqualTo(2);
        assertThat(counted("dropped")).isZero();
    }

    @Test
    void refusalForGood_dropsAndCounts() throws Exception {
        TrailClient trail = client(Map.of());
        status = 401;
        trail.add(call("one"));

        trail.send();
        trail.send();

        assertThat(bodies).hasSize(1);
        assertThat(counted("dropped")).isEqualTo(1);
    }

    @Test
    void moreThanItHolds_isDroppedAndCounted_andNobodyWaits() throws Exception {
        TrailClient trail = client(Map.of());
        server.stop(0);

        for (int i = 0; i < 2_500; i++) {
            trail.add(call("many"));
        }
        trail.send();

        assertThat(counted("dropped")).isEqualTo(500);
    }

    @Test
    void withoutAnEndpoint_nothingHappens() throws Exception {
        TrailClient trail = client(Map.of("plumbline.judge.trace.endpoint", ""));

        trail.add(call("one"));
        trail.send();

        assertThat(bodies).isEmpty();
    }

    private double counted(String end) {
        return metrics.counter("plumbline.judge.traces", "end", end).count();
    }

    private static JudgeCall call(String model) {
        return new JudgeCall(
                new RequestRef(1, "c".repeat(32), "d".repeat(16)),
                new JudgeCall.By("openai", model, null, new JudgeCall.Applied("helpful", 1, 0)),
                new JudgeCall.Said(null, "pass", null, null),
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(1));
    }

    private TrailClient client(Map<String, String> settings) {
        Map<String, String> values = new java.util.HashMap<>(Map.of(
                "plumbline.judge.trace.endpoint",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/"));
        values.putAll(settings);
        return new TrailClient(
                new SmallRyeConfigBuilder()
                        .withConverter(Duration.class, 200, new DurationConverter())
                        .withMapping(JudgeConfig.class)
                        .withSources(new PropertiesConfigSource(values, "test", 100))
                        .build()
                        .getConfigMapping(JudgeConfig.class),
                metrics);
    }
}
