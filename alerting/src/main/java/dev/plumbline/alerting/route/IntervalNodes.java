package dev.plumbline.alerting.route;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.alerting.route.TimeInterval.Range;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The time intervals of a name. */
final class IntervalNodes {
    private static final Set<String> KNOWN =
            Set.of("times", "weekdays", "days_of_month", "months", "years", "location");

    private IntervalNodes() {}

    static List<TimeInterval> of(JsonNode list, String path) {
        List<TimeInterval> intervals = new ArrayList<>();
        for (JsonNode node : RoutingFile.list(list, path)) {
            intervals.add(interval(node, path + "[" + intervals.size() + "]"));
        }
        return List.copyOf(intervals);
    }

    private static TimeInterval interval(JsonNode node, String path) {
        node.fieldNames().forEachRemaining(field -> {
            if (!KNOWN.contains(field)) {
                throw new IllegalArgumentException(path + ": " + field + " is not known");
            }
        });
        ZoneId place = node.has("location")
                ? RoutingFile.said(
                        path + ".location",
                        () -> RoutingFile.place(RoutingFile.text(node.path("location"), path + ".location")))
                : ZoneOffset.UTC;
        return new TimeInterval(
                times(node.path("times"), path + ".times"),
                RoutingFile.texts(node.path("weekdays"), path + ".weekdays", Ranges::weekdays),
                RoutingFile.texts(node.path("days_of_month"), path + ".days_of_month", Ranges::days),
                RoutingFile.texts(node.path("months"), path + ".months", Ranges::months),
                RoutingFile.texts(node.path("years"), path + ".years", Ranges::years),
                place);
    }

    private static List<Range> times(JsonNode list, String path) {
        List<Range> times = new ArrayList<>();
        for (JsonNode node : RoutingFile.list(list, path)) {
            String at = path + "[" + times.size() + "]";
            Range range = RoutingFile.said(
                    at,
                    () -> new Range(
                            Ranges.clock(RoutingFile.text(node.path("start_time"), at + ".start_time")),
                            Ranges.clock(RoutingFile.text(node.path("end_time"), at + ".end_time"))));
            if (range.from() >= range.to()) {
                throw new IllegalArgumentException(at + " ends before it begins");
            }
            times.add(range);
        }
        return List.copyOf(times);
    }
}
