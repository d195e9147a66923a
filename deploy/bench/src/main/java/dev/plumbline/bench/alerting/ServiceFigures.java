package dev.plumbline.bench.alerting;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.bench.alerting.WebhookServer.Message;
import dev.plumbline.bench.alerting.WebhookServer.Reply;
import dev.plumbline.bench.measure.Quantiles;
import dev.plumbline.bench.measure.Table;
import dev.plumbline.bench.stand.AlertingStand;
import dev.plumbline.contracts.event.Topics;
import dev.plumbline.servers.process.Deadline;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The real service on real servers: a cycle of many rules, and the time from the event that decides to the webhook. The
 * many rules and open alerts are there all the time.
 */
final class ServiceFigures {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int ROUNDS = 5;
    private static final double TARGET = 5;
    private static final long SECOND = 1_000_000_000L;

    private final Path root;
    private final Scale scale;
    private final long seed;
    private final Clock clock;
    private final PrintWriter out;

    /** How much. @param pages of each kind whose time is taken */
    record Scale(int rules, int alerts, int pages) {
        static final Scale FULL = new Scale(1_000, 10_000, 100);
        static final Scale QUICK = new Scale(100, 500, 20);
    }

    ServiceFigures(Path root, Scale scale, long seed, Clock clock, PrintWriter out) {
        this.root = root;
        this.scale = scale;
        this.seed = seed;
        this.clock = clock;
        this.out = out;
    }

    /** Measures and prints; whether the targets were met. */
    boolean run() throws SQLException, IOException, InterruptedException {
        Map<String, Long> arrivals = new ConcurrentHashMap<>();
        try (WebhookServer server = new WebhookServer(message -> note(message, arrivals));
                AlertingStand stand = AlertingStand.start(root, 1, List.of(AlertEvents.OBJECTIVE));
                EventsPublisher bus = new EventsPublisher(stand.kafka())) {
            RulesStore store = new RulesStore(stand.database());
            Table table = new Table("what", "count", "p50 s", "p95 s", "most s", "target s");
            Quantiles cycles = cycles(store, bus);
            row(table, scale.rules() + " rules move a step, " + scale.alerts() + " alerts are open", cycles);
            new AlertingClient(stand.address(0), stand.secret(), clock).receiver("steady", server.url("steady"));
            Quantiles pages = pages(bus, arrivals);
            row(table, "score that decides on the bus to page received", pages);
            Quantiles tickets = tickets(bus, arrivals);
            row(table, "finding on the bus to ticket received", tickets);
            out.println("service, seed " + seed + "\n\n" + table);
            return cycles.at(1) <= TARGET && pages.at(0.95) <= TARGET && tickets.at(0.95) <= TARGET;
        }
    }

    private static Reply note(Message message, Map<String, Long> arrivals) {
        long now = System.nanoTime();
        JsonNode subject = message.body().at("/data/alert/subject");
        arrivals.putIfAbsent(
                subject.path("feature").asText() + "/" + subject.path("name").asText(), now);
        return Reply.OK;
    }

    /** Seconds from the commit of scores for all rules until the last of them has moved. */
    private Quantiles cycles(RulesStore store, EventsPublisher bus) throws SQLException {
        for (int i = 0; i < scale.alerts(); i++) {
            bus.send(Topics.DRIFT, "load-" + i, AlertEvents.drift("load-" + i, "opened"));
        }
        int scores = 0;
        for (int i = 0; i < scale.rules(); i++) {
            for (int step = 0; step < 3; step++) {
                for (int j = 0; j < 8; j++) {
                    bus.send(
                            Topics.SCORES,
                            "rule-" + i,
                            AlertEvents.score("rule-" + i, 8 * step + j, AlertEvents.at(step) + j, false));
                    scores++;
                }
            }
        }
        bus.flush();
        Deadline deadline = Deadline.in(PATIENCE);
        while (store.openAlerts() < scale.alerts() || store.scores() < scores || store.uncounted() > 0) {
            await(deadline);
        }
        List<Double> seconds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            int step = 10 + 4 * round;
            store.store(AlertEvents.at(step), AlertEvents.at(step + 2));
            long start = System.nanoTime();
            while (store.behind(AlertEvents.number(step)) > 0) {
                await(deadline);
            }
            seconds.add((System.nanoTime() - start) / 1e9);
        }
        return new Quantiles(seconds);
    }

    private Quantiles pages(EventsPublisher bus, Map<String, Long> arrivals) throws InterruptedException {
        return times("paged-", arrivals, name -> name + "/" + AlertEvents.SCORE, name -> {
            AlertEvents.loss(name).forEach(score -> bus.send(Topics.SCORES, name, score));
            bus.put(Topics.SCORES, name, AlertEvents.decisive(name));
        });
    }

    private Quantiles tickets(EventsPublisher bus, Map<String, Long> arrivals) throws InterruptedException {
        return times(
                "found-",
                arrivals,
                name -> AlertEvents.DRIFTING + "/" + name,
                name -> bus.put(Topics.DRIFT, name, AlertEvents.drift(name, "opened")));
    }

    private interface Key {
        String of(String name);
    }

    private interface Cause {
        void put(String name) throws InterruptedException;
    }

    /** Each due up to a second after the one before, so that they meet every phase of alerting's rounds. */
    private Quantiles times(String prefix, Map<String, Long> arrivals, Key key, Cause cause)
            throws InterruptedException {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Long> puts = new ConcurrentHashMap<>();
        long due = System.nanoTime();
        for (int i = 0; i < scale.pages(); i++) {
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            String name = prefix + i;
            cause.put(name);
            puts.put(key.of(name), System.nanoTime());
            due += random.nextLong(SECOND);
        }
        Deadline deadline = Deadline.in(PATIENCE);
        while (!arrivals.keySet().containsAll(puts.keySet())) {
            await(deadline);
        }
        return new Quantiles(puts.entrySet().stream()
                .map(put -> Math.max(0, arrivals.getOrDefault(put.getKey(), put.getValue()) - put.getValue()) / 1e9)
                .toList());
    }

    private static void await(Deadline deadline) {
        if (deadline.passed()) {
            throw new IllegalStateException("alerting has not come far within " + PATIENCE.toMinutes() + " minutes");
        }
        deadline.pause();
    }

    private static void row(Table table, String what, Quantiles seconds) {
        table.row(
                what,
                String.valueOf(seconds.count()),
                two(seconds.median()),
                two(seconds.at(0.95)),
                two(seconds.at(1)),
                two(TARGET));
    }

    private static String two(double seconds) {
        return String.format(Locale.ROOT, "%.2f", seconds);
    }
}
