package dev.plumbline.alerting.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Reads {@code route}, {@code inhibit_rules}, {@code time_intervals} and {@code mute_time_intervals} of a file in the form
 * of Alertmanager's. Its other sections ({@code global}, {@code receivers}, {@code templates}) are left alone, so that one
 * file can serve both. Whatever it does not know below those four it refuses by its path.
 */
public final class RoutingFile {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Set<String> ROUTE = Set.of(
            "receiver",
            "matchers",
            "match",
            "match_re",
            "continue",
            "group_by",
            "group_wait",
            "group_interval",
            "repeat_interval",
            "mute_time_intervals",
            "active_time_intervals",
            "routes");
    private static final Set<String> INHIBIT = Set.of(
            "source_matchers",
            "source_match",
            "source_match_re",
            "target_matchers",
            "target_match",
            "target_match_re",
            "equal");
    private static final Set<String> SECTIONS = Set.of(
            "global", "templates", "receivers", "route", "inhibit_rules", "time_intervals", "mute_time_intervals");

    private final Map<String, List<TimeInterval>> intervals = new LinkedHashMap<>();

    private RoutingFile() {}

    /**
     * What is asked of the root where the file is silent.
     *
     * @param hold of a group
     * @param interval of a group
     * @param repeat of what lasts
     */
    public record Defaults(Duration hold, Duration interval, Duration repeat) {}

    /** @throws IllegalArgumentException when it cannot be read, naming the path */
    public static Routing parse(String text, Defaults defaults) {
        try {
            JsonNode file = YAML.readTree(text);
            return new RoutingFile().routing(file == null ? YAML.createObjectNode() : file, defaults);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the routing file is no YAML: " + e.getOriginalMessage(), e);
        }
    }

    private Routing routing(JsonNode file, Defaults defaults) {
        known(file, SECTIONS, "the file");
        for (String section : List.of("mute_time_intervals", "time_intervals")) {
            for (JsonNode named : list(file.path(section), section)) {
                String name = text(named.path("name"), section + ".name");
                if (intervals.put(name, IntervalNodes.of(named.path("time_intervals"), section + "." + name)) != null) {
                    throw new IllegalArgumentException(section + ": " + name + " is there twice");
                }
            }
        }
        JsonNode top = file.path("route");
        if (!top.isObject()) {
            throw new IllegalArgumentException("route is missing");
        }
        for (String forbidden :
                List.of("matchers", "match", "match_re", "continue", "mute_time_intervals", "active_time_intervals")) {
            if (top.has(forbidden)) {
                throw new IllegalArgumentException("route." + forbidden + ": the root takes every alert, always");
            }
        }
        Route.Timing timing =
                new Route.Timing(List.of(), false, defaults.hold(), defaults.interval(), defaults.repeat());
        List<InhibitRule> inhibitRules = new ArrayList<>();
        for (JsonNode rule : list(file.path("inhibit_rules"), "inhibit_rules")) {
            inhibitRules.add(inhibitRule(rule, "inhibit_rules[" + inhibitRules.size() + "]"));
        }
        return new Routing(route(top, null, timing, "route"), List.copyOf(inhibitRules), Map.copyOf(intervals));
    }

    private Route route(JsonNode node, @Nullable String inherited, Route.Timing timing, String path) {
        known(node, ROUTE, path);
        String receiver = node.has("receiver") ? text(node.path("receiver"), path + ".receiver") : inherited;
        if (receiver == null) {
            throw new IllegalArgumentException(path + ".receiver is missing");
        }
        Route.Timing own = timing(node, timing, path);
        List<Route> routes = new ArrayList<>();
        for (JsonNode child : list(node.path("routes"), path + ".routes")) {
            routes.add(route(child, receiver, own, path + ".routes[" + routes.size() + "]"));
        }
        JsonNode goesOn = node.path("continue");
        if (!goesOn.isMissingNode() && !goesOn.isBoolean()) {
            throw new IllegalArgumentException(path + ".continue must be true or false");
        }
        return new Route(
                receiver,
                MatcherNodes.of(node, "", path),
                goesOn.asBoolean(),
                own,
                intervalNames(node, "mute_time_intervals", path),
                intervalNames(node, "active_time_intervals", path),
                List.copyOf(routes));
    }

    private static Route.Timing timing(JsonNode node, Route.Timing inherited, String path) {
        List<String> by = node.has("group_by")
                ? texts(node.path("group_by"), path + ".group_by", Function.identity())
                : inherited.byAll() ? List.of("...") : inherited.by();
        if (by.contains("...") && by.size() > 1) {
            throw new IllegalArgumentException(path + ".group_by: '...' stands alone");
        }
        Duration interval = duration(node, "group_interval", inherited.interval(), path);
        Duration repeat = duration(node, "repeat_interval", inherited.repeat(), path);
        if (node.has("group_interval") && interval.isZero() || repeat.isZero()) {
            throw new IllegalArgumentException(path + ": group_interval and repeat_interval must be above 0");
        }
        boolean byAll = by.contains("...");
        return new Route.Timing(
                byAll ? List.of() : by, byAll, duration(node, "group_wait", inherited.hold(), path), interval, repeat);
    }

    private List<String> intervalNames(JsonNode node, String field, String path) {
        List<String> names = texts(node.path(field), path + "." + field, Function.identity());
        for (String name : names) {
            if (!intervals.containsKey(name)) {
                throw new IllegalArgumentException(path + "." + field + ": there is no time interval " + name);
            }
        }
        return names;
    }

    private static InhibitRule inhibitRule(JsonNode node, String path) {
        known(node, INHIBIT, path);
        return new InhibitRule(
                MatcherNodes.of(node, "source_", path),
                MatcherNodes.of(node, "target_", path),
                texts(node.path("equal"), path + ".equal", Function.identity()));
    }

    private static Duration duration(JsonNode node, String field, Duration inherited, String path) {
        return node.has(field)
                ? said(path + "." + field, () -> Ranges.duration(text(node.path(field), path + "." + field)))
                : inherited;
    }

    private static void known(JsonNode node, Set<String> fields, String path) {
        node.fieldNames().forEachRemaining(field -> {
            if (!fields.contains(field)) {
                throw new IllegalArgumentException(
                        path + ": " + field + " is not known; there are " + new TreeSet<>(fields));
            }
        });
    }

    static String text(JsonNode node, String path) {
        if (!node.isValueNode() || node.isNull() || node.asText().isEmpty()) {
            throw new IllegalArgumentException(path + " is missing");
        }
        return node.asText();
    }

    static Iterable<JsonNode> list(JsonNode node, String path) {
        if (!node.isMissingNode() && !node.isNull() && !node.isArray()) {
            throw new IllegalArgumentException(path + " must be a list");
        }
        return node;
    }

    static <T> List<T> texts(JsonNode node, String path, Function<String, T> read) {
        List<T> all = new ArrayList<>();
        for (JsonNode one : list(node, path)) {
            String at = path + "[" + all.size() + "]";
            all.add(said(at, () -> read.apply(text(one, at))));
        }
        return List.copyOf(all);
    }

    /** Something that is read. */
    interface Reading<T> {
        T read();
    }

    /** Names the path where something is wrong. */
    static <T> T said(String path, Reading<T> reading) {
        try {
            return reading.read();
        } catch (IllegalArgumentException | DateTimeException e) {
            String message = String.valueOf(e.getMessage());
            throw new IllegalArgumentException(message.startsWith(path) ? message : path + ": " + message, e);
        }
    }

    /** A place of the tz database. */
    static ZoneId place(String name) {
        return name.equalsIgnoreCase("local") ? ZoneId.systemDefault() : ZoneId.of(name);
    }
}
