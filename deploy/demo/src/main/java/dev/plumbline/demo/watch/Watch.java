package dev.plumbline.demo.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.demo.telemetry.Sent;
import dev.plumbline.demo.webhook.HookResource;
import dev.plumbline.demo.webhook.Page;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Asks again and again what was found, shows each thing once, and keeps which goals are reached. */
public final class Watch {

    private static final String ALERTS = "/api/v1/alerts?state=all";
    private static final int SAMPLES = 8;

    private final PlumblineClient plumbline;
    private final String feature;
    private final HookResource hook;
    private final Clock clock;
    private final Consumer<String> print;
    private final Set<String> shown = new HashSet<>();
    private final Map<Goal, Instant> reached = new EnumMap<>(Goal.class);
    private final Deque<Sent> samples = new ArrayDeque<>();
    private String traceProblem = "no trace has arrived yet";

    /** @param feature whose findings and pages count; an earlier run's do not */
    public Watch(PlumblineClient plumbline, String feature, HookResource hook, Clock clock, Consumer<String> print) {
        this.plumbline = plumbline;
        this.feature = feature;
        this.hook = hook;
        this.clock = clock;
        this.print = print;
    }

    /** Remembers a request whose trace should come back. */
    public synchronized void sample(Sent sent) {
        if (sent.withRetrieval()) {
            samples.addLast(sent);
            if (samples.size() > SAMPLES) {
                samples.removeFirst();
            }
        }
    }

    /** When each goal was reached. */
    public synchronized Map<Goal, Instant> reached() {
        return Map.copyOf(reached);
    }

    /** Why no trace counts as rebuilt. */
    public synchronized String traceProblem() {
        return traceProblem;
    }

    /** Looks once. */
    public void look() {
        for (JsonNode finding : plumbline.items("/api/v1/drift/findings?feature=" + feature)) {
            finding(finding);
        }
        for (JsonNode alert : plumbline.items(ALERTS)) {
            if (isOfThisRun(alert)) {
                alert(alert);
            }
        }
        if (hook.pages().stream().anyMatch(page -> page.kind() == Page.Kind.PAGE && isOfThisRun(page.body()))) {
            reach(Goal.PAGE);
        }
        trace();
    }

    /** Shows a page when it comes in. */
    public static void show(Page page, Consumer<String> print) {
        print.accept("%-8s with a valid signature, webhook-id %s".formatted(page.kind(), page.id()));
        Described.lines(page.body()).forEach(line -> print.accept("         " + line));
        Described.text(page.body(), "link").ifPresent(url -> print.accept("         " + url));
    }

    private boolean isOfThisRun(JsonNode alert) {
        return Described.text(alert, "feature").filter(feature::equals).isPresent();
    }

    private void finding(JsonNode finding) {
        String kind = Described.text(finding, "kind").orElse("");
        String id = Described.text(finding, "id", "findingId").orElse("?");
        if (shown.add("finding " + id)) {
            print.accept("FOUND    " + kind + " " + id);
            Described.lines(finding).forEach(line -> print.accept("         " + line));
            print.accept("         " + plumbline.url("/drift"));
        }
        if (kind.equals("new_cluster")) {
            reach(Goal.NEW_CLUSTER);
        }
    }

    private void alert(JsonNode alert) {
        String id = Described.text(alert, "id").orElse("?");
        String state = Described.text(alert, "state").orElse("?");
        if (shown.add("alert " + id + " " + state)) {
            print.accept("ALERT    " + id + " is " + state);
            Described.lines(alert).forEach(line -> print.accept("         " + line));
            print.accept("         " + plumbline.url("/alerts/" + id));
        }
    }

    private void trace() {
        if (reached().containsKey(Goal.TRACE)) {
            return;
        }
        for (Sent sent : newestFirst()) {
            Optional<JsonNode> trace = plumbline.get("/api/v1/traces/" + sent.traceId());
            if (trace.isEmpty()) {
                continue;
            }
            Optional<String> difference = RebuiltTrace.difference(trace.get(), sent);
            if (difference.isEmpty()) {
                reach(Goal.TRACE);
                print.accept("TRACE    came back as it was sent");
                print.accept("         " + plumbline.url("/traces/" + sent.traceId()));
                return;
            }
            problem(difference.get());
        }
    }

    private synchronized List<Sent> newestFirst() {
        List<Sent> list = new ArrayList<>(samples);
        Collections.reverse(list);
        return list;
    }

    private synchronized void problem(String problem) {
        traceProblem = problem;
    }

    private synchronized void reach(Goal goal) {
        reached.putIfAbsent(goal, clock.instant());
    }
}
