package dev.plumbline.bench.chaos.notify;

import dev.plumbline.bench.alerting.AlertEvents;
import dev.plumbline.bench.alerting.AlertingClient;
import dev.plumbline.bench.alerting.EventsPublisher;
import dev.plumbline.bench.alerting.WebhookServer;
import dev.plumbline.bench.alerting.WebhookServer.Reply;
import dev.plumbline.bench.measure.Table;
import dev.plumbline.bench.stand.AlertingStand;
import dev.plumbline.servers.process.Deadline;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Opens and ends alerts by events on the bus while two replicas of alerting, PostgreSQL and Kafka are killed between sending
 * and marking and receivers fail, hang, redirect and flood; then holds what the receivers took against the promise.
 */
public final class AlertingChaos {
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final double MOSTLY = 0.5;

    private final Path root;
    private final Plan plan;
    private final SplittableRandom random;
    private final Clock clock;
    private final PrintWriter out;

    /**
     * @param alerts each of two transitions
     * @param receivers the steady one among them
     * @param timeout after which alerting gives up on an answer
     * @param pace how long at most the next fault waits for most of what was told
     */
    private record Plan(
            long seed, int alerts, List<String> receivers, List<Fault.Kind> faults, Duration timeout, Duration pace) {
        static Plan full(long seed) {
            List<Fault.Kind> faults = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                faults.addAll(Fault.IN_TURN);
            }
            return new Plan(
                    seed,
                    500,
                    List.of(Receivers.STEADY, "wild-1", "wild-2"),
                    faults,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(25));
        }

        static Plan brief(long seed) {
            return new Plan(
                    seed,
                    24,
                    List.of(Receivers.STEADY, "wild"),
                    List.of(Fault.Kind.KILL, Fault.Kind.POSTGRES, Fault.Kind.PAUSE),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(2));
        }
    }

    /** What runs. */
    private record Running(
            EventsPublisher bus, Receivers receivers, Trap trap, Faults faults, NotificationsStore notifications) {}

    /**
     * @param brief three faults in place of thirty
     * @param seed of the order of things; how they interleave is up to the machine
     */
    public AlertingChaos(Path root, boolean brief, long seed, Clock clock, PrintWriter out) {
        this.root = root;
        this.plan = brief ? Plan.brief(seed) : Plan.full(seed);
        this.random = new SplittableRandom(seed);
        this.clock = clock;
        this.out = out;
    }

    /** Runs it, prints the table and returns whether every promise was kept. */
    public boolean run() throws SQLException, IOException, InterruptedException {
        say(String.format(
                "seed %d: %d transitions, %d receivers, %d faults",
                plan.seed(),
                2 * plan.alerts(),
                plan.receivers().size(),
                plan.faults().size()));
        Trap trap = new Trap();
        Receivers receivers = new Receivers(trap, random.nextInt(4));
        List<String> properties = List.of(
                AlertEvents.OBJECTIVE,
                "plumbline.alerting.delivery-timeout=" + plan.timeout().toSeconds() + "s");
        try (WebhookServer server = new WebhookServer(receivers);
                AlertingStand stand = AlertingStand.start(root, Faults.REPLICAS, properties);
                EventsPublisher bus = new EventsPublisher(stand.kafka())) {
            AlertingClient client = new AlertingClient(stand.address(0), stand.secret(), clock);
            for (String name : plan.receivers()) {
                client.receiver(name, server.url(name));
            }
            Running running = new Running(
                    bus,
                    receivers,
                    trap,
                    new Faults(stand, trap, held -> receivers.times(held.message())),
                    new NotificationsStore(stand.database()));
            List<Story> stories = stories();
            play(stories, running);
            settle(running.notifications());
            return judge(stories, running, server.redirected());
        }
    }

    private List<Story> stories() {
        List<Story> stories = new ArrayList<>();
        for (int i = 0; i < plan.alerts(); i++) {
            stories.add(new Story(i % 2 == 0, (i % 2 == 0 ? "finding-" : "feature-") + i));
        }
        return stories;
    }

    /** In each round some alerts open, those of the round before end, something is killed, and some end soon after. */
    private void play(List<Story> stories, Running running) throws IOException, InterruptedException {
        int rounds = plan.faults().size();
        List<Story> lasting = new ArrayList<>();
        long told = 0;
        for (int round = 0; round < rounds; round++) {
            Fault.Kind fault = plan.faults().get(round);
            List<Story> fresh = stories.subList(stories.size() * round / rounds, stories.size() * (round + 1) / rounds);
            List<Runnable> events = new ArrayList<>();
            fresh.forEach(story -> events.add(() -> story.open(running.bus())));
            lasting.forEach(story -> events.add(() -> story.end(running.bus())));
            Collections.shuffle(events, new Random(random.nextLong()));
            running.trap().arm();
            events.forEach(Runnable::run);
            say(String.format("  fault %d of %d: %s", round + 1, rounds, fault));
            running.faults().inject(fault);
            List<Story> brief = fresh.subList(0, fresh.size() / 2);
            brief.forEach(story -> story.end(running.bus()));
            lasting = fresh.subList(brief.size(), fresh.size());
            told += events.size() + brief.size();
            awaitTaken(running.receivers(), (long) (MOSTLY * told));
        }
        lasting.forEach(story -> story.end(running.bus()));
        running.bus().flush();
    }

    /** Waits until the steady receiver has taken so many, but not for ever: what came too soon was superseded. */
    private void awaitTaken(Receivers receivers, long count) {
        Deadline deadline = Deadline.in(plan.pace());
        while (!deadline.passed()
                && receivers.taken().stream()
                                .filter(one -> one.receiver().equals(Receivers.STEADY))
                                .count()
                        < count) {
            deadline.pause();
        }
    }

    private void settle(NotificationsStore notifications) throws SQLException {
        say("  waiting until everything is told");
        Deadline deadline = Deadline.in(PATIENCE);
        Deadline next = Deadline.in(Duration.ZERO);
        while (notifications.transitions() < 2L * plan.alerts() || notifications.waiting() > 0) {
            if (deadline.passed()) {
                say("  not all was told within " + PATIENCE.toMinutes() + " minutes");
                return;
            }
            if (next.passed()) {
                notifications.passTime();
                next = Deadline.in(Duration.ofSeconds(1));
            }
            deadline.pause();
        }
    }

    private boolean judge(List<Story> stories, Running running, long redirected) throws SQLException {
        Set<String> alerts = stories.stream().map(Story::alert).collect(Collectors.toCollection(TreeSet::new));
        NotificationsStore notifications = running.notifications();
        Receivers receivers = running.receivers();
        Verdict verdict = Verdict.of(
                new Verdict.Done(
                        alerts,
                        new TreeSet<>(plan.receivers()),
                        running.faults().faults(),
                        notifications.timeouts(3 * plan.timeout().toMillis())),
                receivers.taken());
        long extra = Math.abs(notifications.transitions() - 2L * plan.alerts());
        Table table = new Table("what", "count", "allowed");
        table.row("transitions of alerts, by events on the bus", String.valueOf(2 * plan.alerts()), "-");
        table.row("receivers", String.valueOf(plan.receivers().size()), "-");
        table.row("kills and pauses", String.valueOf(running.faults().faults().size()), "-");
        table.row("attempts that alerting made and could note", String.valueOf(notifications.attempts()), "-");
        table.row(
                "messages taken, those that came again among them",
                String.valueOf(receivers.taken().size()),
                "-");
        table.row(
                "answers: 500, none, redirect, endless",
                String.format(
                        "%d, %d, %d, %d",
                        receivers.answered(Reply.ERROR),
                        receivers.answered(Reply.HANG),
                        receivers.answered(Reply.REDIRECT),
                        receivers.answered(Reply.FLOOD)),
                "-");
        table.row("messages that came again under their id", String.valueOf(verdict.duplicates()), "-");
        row(table, "more of these than one for each kill or timeout", verdict.unexplained());
        row(table, "transitions missed", verdict.missed());
        row(table, "transitions told again under another id", verdict.otherIds());
        row(table, "alerts whose end came before their beginning", verdict.disorder());
        row(table, "messages about alerts that nobody opened", verdict.unknown());
        row(table, "transitions that alerting noted and that were none, or the reverse", extra);
        row(table, "notifications given up or still waiting", notifications.failed() + notifications.waiting());
        row(table, "messages whose signature is wrong", receivers.forged());
        row(table, "redirects followed", redirected);
        boolean kept = verdict.kept()
                && extra + notifications.failed() + notifications.waiting() + receivers.forged() + redirected == 0;
        say("\n" + table);
        say(kept ? "Every promise was kept." : "A promise was broken.");
        return kept;
    }

    private static void row(Table table, String what, long count) {
        table.row(what, String.valueOf(count), "0");
    }

    private void say(String text) {
        out.println(text);
        out.flush();
    }
}
