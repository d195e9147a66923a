package dev.plumbline.alerting.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.alerting.Hook;
import dev.plumbline.alerting.RealAlertmanager;
import dev.plumbline.alerting.encode.Encoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import static dev.plumbline.alerting.Bench.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Silences, inhibition, intervals and the webhook beside a real Alertmanager that is given the same. */
class AlertmanagerIT {
    private static final RoutingFile.Defaults DEFAULTS =
            new RoutingFile.Defaults(Duration.ZERO, Duration.ofMinutes(1), Duration.ofHours(4));
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private static String receivers(String url) {
        return "receivers:\n- name: all\n  webhook_configs: [{url: '" + url + "'}]\n";
    }

    private static Map<String, Object> alert(Map<String, String> labels) {
        return Map.of(
                "labels", labels, "annotations", Map.of("summary", "a test"), "generatorURL", "http://127.0.0.1/a");
    }

    @Test
    void silencesAndInhibition_areAsAlertmanagers() throws Exception {
        RouteCases drawn = new RouteCases(2026);
        StringBuilder rules = new StringBuilder("inhibit_rules:\n");
        for (int i = 0; i < 8; i++) {
            rules.append("- source_matchers: ['")
                    .append(drawn.matcher())
                    .append("', '")
                    .append(drawn.matcher());
            rules.append("']\n  target_matchers: ['")
                    .append(drawn.matcher())
                    .append("', '")
                    .append(drawn.matcher());
            rules.append("']\n  equal: [feature]\n");
        }
        String file = "route: {receiver: all, group_wait: 1h}\n" + rules;
        Routing routing = RoutingFile.parse(file, DEFAULTS);
        List<List<LabelMatcher>> silences = new ArrayList<>();
        Set<Map<String, String>> alerts = new HashSet<>();
        while (alerts.size() < 100) {
            alerts.add(drawn.labels());
        }
        try (RealAlertmanager real = RealAlertmanager.start(directory, receivers("http://127.0.0.1:9/") + file)) {
            while (silences.size() < 10) {
                silences.add(silence(real, drawn));
            }
            real.post(
                    "/api/v2/alerts", alerts.stream().map(AlertmanagerIT::alert).toList());
            await().atMost(PATIENCE).until(() -> real.get("/api/v2/alerts").size() == alerts.size());

            // Their inhibition learns of an alert a moment after their API does.
            await().atMost(PATIENCE).untilAsserted(() -> {
                List<String> different = new ArrayList<>();
                int held = 0;
                for (JsonNode theirs : real.get("/api/v2/alerts")) {
                    Map<String, String> labels = new TreeMap<>();
                    theirs.path("labels")
                            .fields()
                            .forEachRemaining(label ->
                                    labels.put(label.getKey(), label.getValue().asText()));
                    boolean silenced = silences.stream().anyMatch(silence -> LabelMatcher.all(silence, labels));
                    boolean inhibited = routing.inhibitRules().stream().anyMatch(rule -> rule.inhibits(labels, alerts));
                    held += (silenced ? 1 : 0) + (inhibited ? 1 : 0);
                    if (silenced == theirs.at("/status/silencedBy").isEmpty()
                            || inhibited == theirs.at("/status/inhibitedBy").isEmpty()) {
                        different.add(labels + " silenced " + silenced + " inhibited " + inhibited + " theirs "
                                + theirs.path("status"));
                    }
                }
                assertThat(different).isEmpty();
                assertThat(held).as("both happen").isBetween(20, 180);
            });
        }
    }

    private static List<LabelMatcher> silence(RealAlertmanager real, RouteCases drawn) throws Exception {
        List<LabelMatcher> matchers = List.of(
                LabelMatcher.parse("case=~\".+\""),
                LabelMatcher.parse(drawn.matcher()),
                LabelMatcher.parse(drawn.matcher()),
                LabelMatcher.parse(drawn.matcher()));
        real.post(
                "/api/v2/silences",
                Map.of(
                        "matchers",
                        matchers.stream()
                                .map(matcher -> Map.of(
                                        "name", matcher.name(),
                                        "value", matcher.value(),
                                        "isRegex", matcher.op().endsWith("~"),
                                        "isEqual", !matcher.op().startsWith("!")))
                                .toList(),
                        "startsAt",
                        Instant.now().toString(),
                        "endsAt",
                        Instant.now().plus(Duration.ofHours(1)).toString(),
                        "createdBy",
                        "a test",
                        "comment",
                        "a test"));
        return matchers;
    }

    /** An interval around this moment somewhere, half of them just beside it. */
    private static String interval(Random random, Instant now) {
        ZoneId place = ZoneId.of(List.of("Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC", "Pacific/Chatham")
                .get(random.nextInt(5)));
        ZonedDateTime there = now.atZone(place);
        List<String> parts = new ArrayList<>(List.of("location: " + place));
        if (random.nextInt(2) == 0) {
            int from = Math.max(0, there.getHour() - random.nextInt(4) + 1);
            int to = Math.min(24, from + 1 + random.nextInt(5));
            parts.add(String.format(
                    "times: [{start_time: '%02d:00', end_time: '%02d:00'}]",
                    Math.min(from, 23), Math.max(to, Math.min(from, 23) + 1)));
        }
        if (random.nextInt(2) == 0) {
            int from = random.nextInt(7);
            parts.add("weekdays: ['" + Ranges.WEEKDAYS.get(from) + ":"
                    + Ranges.WEEKDAYS.get(from + random.nextInt(7 - from)) + "']");
        }
        if (random.nextInt(3) == 0) {
            parts.add(
                    random.nextBoolean()
                            ? "days_of_month: ['-12:-1']"
                            : "days_of_month: ['1:" + there.getDayOfMonth() + "']");
        }
        if (random.nextInt(3) == 0) {
            parts.add("months: ['" + Ranges.MONTHS.get(random.nextInt(there.getMonthValue())) + ":december']");
        }
        if (random.nextInt(3) == 0) {
            parts.add("years: ['" + (there.getYear() - random.nextInt(2)) + ":2090', '1990']");
        }
        return "{" + String.join(", ", parts) + "}";
    }

    @Test
    void intervals_muteAsAlertmanagers() throws Exception {
        Random random = new Random(77);
        Instant now = Instant.now();
        StringBuilder intervals = new StringBuilder("time_intervals:\n");
        StringBuilder routes =
                new StringBuilder("route:\n  receiver: all\n  group_by: [case]\n  group_wait: 0s\n  routes:\n");
        List<Map<String, Object>> alerts = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            intervals
                    .append("- {name: i")
                    .append(i)
                    .append(", time_intervals: [")
                    .append(interval(random, now));
            intervals
                    .append(random.nextInt(4) == 0 ? ", " + interval(random, now) : "")
                    .append("]}\n");
            routes.append("  - matchers: [case=\"c").append(i).append("\"]\n    ");
            routes.append(random.nextInt(3) == 0 ? "active" : "mute")
                    .append("_time_intervals: [i")
                    .append(i)
                    .append("]\n");
            alerts.add(alert(Map.of("alertname", "about-intervals", "case", "c" + i)));
        }
        alerts.add(alert(Map.of("alertname", "about-intervals", "case", "last")));
        String file = intervals.toString() + routes;
        Routing routing = RoutingFile.parse(file, DEFAULTS);
        try (Hook hook = new Hook("about-intervals");
                RealAlertmanager real = RealAlertmanager.start(directory, receivers(hook.url("/")) + file)) {
            Set<String> before = told(routing, alerts, Instant.now());
            real.post("/api/v2/alerts", alerts);
            // Each is a group that is flushed at once; those that are muted are by then.
            await().atMost(PATIENCE)
                    .until(() ->
                            cases(hook).containsAll(before) || !before.equals(told(routing, alerts, Instant.now())));
            await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> true);
            Set<String> after = told(routing, alerts, Instant.now());
            before.retainAll(after);

            assertThat(cases(hook)).containsAll(before);
            if (before.equals(after)) {
                assertThat(cases(hook)).isEqualTo(after);
            }
            assertThat(after).as("both happen").hasSizeBetween(10, 70);
            assertShape(hook.received().get(0).json());
        }
    }

    private static Set<String> told(Routing routing, List<Map<String, Object>> alerts, Instant now) {
        Set<String> told = new TreeSet<>();
        for (int i = 0; i < alerts.size(); i++) {
            String name = i == alerts.size() - 1 ? "last" : "c" + i;
            Route route = routing.root().match(Map.of("case", name)).get(0);
            if (!routing.isMuted(route, now)) {
                told.add(name);
            }
        }
        return told;
    }

    private static Set<String> cases(Hook hook) throws Exception {
        Set<String> cases = new TreeSet<>();
        for (Hook.Received received : hook.received()) {
            received.json()
                    .path("alerts")
                    .forEach(alert -> cases.add(alert.at("/labels/case").asText()));
        }
        return cases;
    }

    /** Our body has the keys of theirs and the same types; what labels and annotations are called is each one's own. */
    private static void assertShape(JsonNode theirs) throws Exception {
        String ours =
                Encoding.ALERTMANAGER.encode(JSON.readTree("""
                        {"type": "alert.firing", "timestamp": "2026-03-01T12:00:00Z", "data": {"change": "opened",
                          "alert": {"id": 1, "subject": {"projectId": 1, "feature": "a", "kind": "quality", "name": "b"},
                            "severity": "page", "state": "firing", "statement": "c", "evidence": {},
                            "times": {"openedAt": "2026-03-01T11:00:00Z", "resolvedAt": null}}, "link": "http://d"}}
                        """), new Encoding.Recipient("all", "", "http://127.0.0.1"));
        assertThat(shape("", JSON.readTree(ours))).isEqualTo(shape("", theirs));
        assertThat(theirs.at("/alerts/0/endsAt")).isEqualTo(JSON.readTree(ours).at("/alerts/0/endsAt"));
    }

    private static Set<String> shape(String path, JsonNode node) {
        Set<String> shape = new TreeSet<>(Set.of(path + " " + node.getNodeType()));
        if (path.endsWith("abels") || path.endsWith("nnotations")) {
            node.forEach(value -> shape.add(path + ".* " + value.getNodeType()));
            return shape;
        }
        node.fields().forEachRemaining(field -> shape.addAll(shape(path + "." + field.getKey(), field.getValue())));
        if (node.isArray()) {
            node.forEach(one -> shape.addAll(shape(path + "[]", one)));
        }
        return shape;
    }
}
