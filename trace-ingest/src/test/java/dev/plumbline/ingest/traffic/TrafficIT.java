package dev.plumbline.ingest.traffic;

import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.SpanStatus;
import dev.plumbline.ingest.MadeRequests;
import dev.plumbline.ingest.Sent;
import dev.plumbline.testkit.servers.PlumblineServers;
import dev.plumbline.tracestore.traffic.FeatureSummary;
import dev.plumbline.tracestore.traffic.TrafficBucket;
import dev.plumbline.tracestore.traffic.TrafficReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import javax.sql.DataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_trace"))
class TrafficIT {
    private static final int PROJECT = 7_001;
    private static final long MINUTE = 60_000_000_000L;
    private static final long HOUR = 60 * MINUTE;

    @Inject
    TrafficStore counts;

    @Inject
    DataSource database;

    private final Map<String, Request> stored = new LinkedHashMap<>();
    private final Random random = new Random(20_261_121);
    private MadeRequests made;

    @BeforeEach
    void prepare() {
        made = new MadeRequests(database, PROJECT, random);
    }

    @Test
    void whateverIsWrittenMovedRemovedAndCountedInBetween_everyRangeAddsUp() throws Exception {
        List<Request> first = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            first.add(made.request(Sent.randomTraceId()));
        }
        write(first);
        for (int step = 0; step < 40; step++) {
            switch (random.nextInt(4)) {
                case 0 -> write(List.of(made.request(Sent.randomTraceId()), made.request(Sent.randomTraceId())));
                case 1 -> write(List.of(made.request(any()), made.request(any())));
                case 2 -> remove(any());
                default -> counts.count();
            }
            check();
        }
        counts.count();
        assertThat(due()).isZero();
        check();
    }

    private String any() {
        return List.copyOf(stored.keySet()).get(random.nextInt(stored.size()));
    }

    private void check() throws Exception {
        TrafficReader reader = new TrafficReader(database);
        for (int i = 0; i < 4; i++) {
            long from = made.startNano() + (long) (random.nextDouble() * 4 * HOUR);
            long to = from + 1 + (long) (random.nextDouble() * 4 * HOUR);
            List<Request> within = stored.values().stream()
                    .filter(request ->
                            request.time().startNano() >= from && request.time().startNano() < to)
                    .toList();
            Map<String, List<Request>> byFeature = within.stream()
                    .collect(Collectors.groupingBy(request -> request.origin().feature()));

            List<FeatureSummary> features = reader.features(PROJECT, from, to);

            assertThat(features.stream().map(FeatureSummary::feature).collect(Collectors.toSet()))
                    .isEqualTo(byFeature.keySet());
            assertThat(features)
                    .isSortedAccordingTo(
                            Comparator.comparing(FeatureSummary::requests).reversed());
            features.forEach(feature -> compare(feature, byFeature.getOrDefault(feature.feature(), List.of())));
            List<TrafficBucket> buckets = reader.buckets(PROJECT, from, to, 7 * MINUTE);
            assertThat(buckets.stream().mapToLong(TrafficBucket::requests).sum())
                    .isEqualTo(within.size());
            assertThat(buckets.stream().mapToLong(TrafficBucket::errors).sum()).isEqualTo(errors(within));
            assertThat(buckets)
                    .allSatisfy(bucket -> assertThat(bucket.index()).isBetween(0, (int) ((to - from) / (7 * MINUTE))));
        }
    }

    private static void compare(FeatureSummary found, List<Request> requests) {
        assertThat(found.requests()).isEqualTo(requests.size());
        assertThat(found.errors()).isEqualTo(errors(requests));
        assertThat(found.tokens())
                .isEqualTo(requests.stream()
                        .mapToLong(request -> request.shape().tokensIn())
                        .sum());
        assertThat(found.lastNano())
                .isEqualTo(requests.stream()
                        .mapToLong(request -> request.time().startNano())
                        .max()
                        .orElse(0));
        double[] millis = requests.stream()
                .mapToDouble(
                        request -> (request.time().endNano() - request.time().startNano()) / 1e6)
                .sorted()
                .toArray();
        double median = millis[(millis.length - 1) / 2];
        double high = millis[(int) (0.95 * (millis.length - 1))];
        assertThat(found.p50Millis()).isEqualTo(median, offset(0.0101 * median));
        assertThat(found.p95Millis()).isEqualTo(high, offset(0.0101 * high));
    }

    private static long errors(List<Request> requests) {
        return requests.stream()
                .filter(request -> request.time().status() == SpanStatus.ERROR)
                .count();
    }

    private long due() throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT count(*) FROM trace.traffic_due WHERE project_id = " + PROJECT)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void write(List<Request> requests) throws Exception {
        Map<String, Request> once = new LinkedHashMap<>();
        requests.forEach(request -> once.put(request.ref().traceId(), request));
        stored.putAll(once);
        made.write(once.values());
    }

    private void remove(String trace) throws Exception {
        stored.remove(trace);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM trace.request WHERE trace_id = '\\x" + trace + "'");
        }
    }
}
