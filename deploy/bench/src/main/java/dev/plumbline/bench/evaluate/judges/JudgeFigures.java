package dev.plumbline.bench.evaluate.judges;

import dev.plumbline.bench.measure.ProcessorTime;
import dev.plumbline.bench.measure.Quantiles;
import dev.plumbline.bench.measure.ResidentSize;
import dev.plumbline.bench.measure.Table;
import dev.plumbline.bench.stand.EvaluatorStand;
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
import java.util.TreeMap;

/**
 * 200 calls of a slow judge in flight for minutes; then the judge is away for a minute, as long as a request may wait for
 * one that is there, in traffic whose event time goes ten times as fast: an outage of ten minutes, scaled down with its
 * limits. At last an evaluator whose budget ends while 200 calls are in flight.
 */
public final class JudgeFigures {
    private static final int PARALLEL = 200;
    private static final int QUEUED = 250;
    private static final int PER_SECOND_WHILE_AWAY = 5;
    private static final int CALLS_OF_BUDGET = 300;
    private static final int REQUESTS_OF_BUDGET = 900;
    private static final long STEP_NANOS = Duration.ofMinutes(5).toNanos();
    private static final long MIB = 1 << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final String SCORE = "helpful";

    private final Path root;
    private final Plan plan;
    private final long seed;
    private final Clock clock;
    private final PrintWriter out;
    private final Table table = new Table("judge workers", "figure", "limit");
    private boolean kept = true;

    /** @param outage also how long a request may wait for a judge that is there */
    private record Plan(Duration hold, Duration outage, SlowJudge.Takes takes) {
        static final Plan FULL =
                new Plan(Duration.ofMinutes(3), Duration.ofMinutes(1), new SlowJudge.Takes(5_000, 20_000));
        static final Plan QUICK =
                new Plan(Duration.ofSeconds(10), Duration.ofSeconds(20), new SlowJudge.Takes(2_000, 6_000));
    }

    /** What runs. */
    private record Running(EvaluatorStand stand, SlowJudge judge, Feed feed, JobsStore jobs, Clock events) {}

    public JudgeFigures(Path root, boolean quick, long seed, Clock clock, PrintWriter out) {
        this.root = root;
        this.plan = quick ? Plan.QUICK : Plan.FULL;
        this.seed = seed;
        this.clock = clock;
        this.out = out;
    }

    /** Some six minutes; prints a table, and returns whether the limits were kept. */
    public boolean run() throws IOException, SQLException {
        Clock events = new FasterClock(clock);
        try (SlowJudge judge = new SlowJudge(seed, plan.takes());
                EvaluatorStand stand = new EvaluatorStand(
                        root,
                        properties(judge, List.of()),
                        List.of("plumbline.alerting.objective." + SCORE + "=0.2"))) {
            Feed feed = new Feed(stand.httpPort(), seed, events);
            Running running = new Running(stand, judge, feed, new JobsStore(stand.database()), events);
            hold(running);
            long step = outage(running);
            budget(running);
            ends(running, step);
            out.println(table);
        }
        return kept;
    }

    private List<String> properties(SlowJudge judge, List<String> more) {
        List<String> properties = new ArrayList<>(List.of(
                "plumbline.judge.url=" + judge.url(),
                "plumbline.judge.model=slow",
                "plumbline.judge.parallel=" + PARALLEL,
                "plumbline.judge.daily-calls=1000000",
                "plumbline.judge.give-up-after=" + plan.outage().toSeconds() + "s",
                "plumbline.judge.wait-while-away=" + 3 * plan.outage().toSeconds() + "s",
                "plumbline.sampling.rate=1"));
        properties.addAll(more);
        return properties;
    }

    private void hold(Running running) {
        SlowJudge judge = running.judge();
        Deadline deadline = Deadline.in(PATIENCE);
        while (judge.inFlight() < PARALLEL) {
            feed(running);
            pause(deadline, "200 calls in flight");
        }
        long pid = running.stand().evaluatorPid();
        double processor = ProcessorTime.ofProcess(pid);
        long answered = judge.answered();
        List<Double> calls = new ArrayList<>();
        List<Double> resident = new ArrayList<>();
        Deadline end = Deadline.in(plan.hold());
        while (!end.passed()) {
            feed(running);
            calls.add((double) judge.inFlight());
            resident.add((double) ResidentSize.of(pid) / MIB);
            end.pause();
        }
        double seconds = plan.hold().toMillis() / 1e3;
        Quantiles flights = new Quantiles(calls);
        Quantiles sizes = new Quantiles(resident);
        int third = Math.max(1, resident.size() / 3);
        double first = new Quantiles(resident.subList(0, third)).median();
        double last = new Quantiles(resident.subList(resident.size() - third, resident.size())).median();
        row(
                format("calls in flight for %.0f s, %d looks: least, median, most", seconds, flights.count()),
                format("%.0f, %.0f, %.0f", flights.at(1e-9), flights.median(), flights.at(1)),
                "median 190 or more, most 200",
                flights.median() >= 0.95 * PARALLEL && flights.at(1) <= PARALLEL);
        row("verdicts in a second", format("%.1f", (judge.answered() - answered) / seconds), "-", true);
        row(
                "processor time of the evaluator, of one core",
                format("%.0f %%", 100 * (ProcessorTime.ofProcess(pid) - processor) / seconds),
                "-",
                true);
        row(
                "resident size, MiB: median of the first and of the last third, most",
                format("%.0f, %.0f, %.0f", first, last, sizes.at(1)),
                "last no more than 64 above first",
                last <= first + 64);
    }

    /** Tops up what is queued, so that no worker waits for a request. */
    private static void feed(Running running) {
        long wanted =
                PARALLEL + QUEUED - (running.feed().sent() - running.judge().answered());
        if (wanted > 0) {
            running.feed().send(wanted);
        }
    }

    /** @return the step of alerting in which it was over */
    private long outage(Running running) throws SQLException {
        SlowJudge judge = running.judge();
        judge.goAway();
        Deadline end = Deadline.in(plan.outage());
        long before = running.feed().sent();
        Deadline next = Deadline.in(Duration.ZERO);
        while (!end.passed()) {
            if (next.passed()) {
                running.feed().send(PER_SECOND_WHILE_AWAY);
                next = Deadline.in(Duration.ofSeconds(1));
            }
            end.pause();
        }
        judge.comeBack();
        long step = running.events().millis() * 1_000_000 / STEP_NANOS;
        settle(running);
        Map<String, Long> ends = running.jobs().ends();
        long lost = running.feed().sent() - ends.getOrDefault("scored", 0L);
        row(
                format(
                        "requests that came while the judge was away for %d s",
                        plan.outage().toSeconds()),
                String.valueOf(running.feed().sent() - before),
                "-",
                true);
        row("calls cut at its beginning; calls made during it", judge.cut() + "; " + judge.refused(), "-", true);
        row("requests so far without a verdict in the end", String.valueOf(lost), "0", lost == 0);
        return step;
    }

    private void budget(Running running) throws SQLException {
        long cap = running.jobs().tokens() + (long) CALLS_OF_BUDGET * SlowJudge.TOKENS;
        running.stand().restart(properties(running.judge(), List.of("plumbline.judge.daily-tokens=" + cap)));
        long before = running.judge().answered();
        running.feed().send(REQUESTS_OF_BUDGET);
        settle(running);
        long over = running.judge().answered() - before - CALLS_OF_BUDGET;
        row(
                "calls beyond a budget of " + CALLS_OF_BUDGET + " that takes more than was reckoned",
                String.valueOf(over),
                "200, those in flight",
                over >= 0 && over <= PARALLEL);
    }

    private void ends(Running running, long step) throws SQLException {
        JobsStore jobs = running.jobs();
        Deadline deadline = Deadline.in(PATIENCE);
        while (jobs.nextStep() <= step) {
            // The watermark of alerting moves with traffic.
            running.feed().send(1);
            pause(deadline, "the steps of the outage judged by alerting");
        }
        settle(running);
        SlowJudge judge = running.judge();
        long lost = jobs.leasesLost();
        row("leases lost", String.valueOf(lost), "0", lost == 0);
        boolean same = jobs.scores() == judge.answered() && jobs.failures() == judge.failed();
        row(
                "verdicts given, failures among them; scores stored, failures among them",
                format("%d, %d; %d, %d", judge.answered(), judge.failed(), jobs.scores(), jobs.failures()),
                "the same",
                same);
        long alerts = jobs.alerts(SCORE);
        row("alerts about the judge's score, its steps judged", String.valueOf(alerts), "0", alerts == 0);
        Map<String, Long> ends = new TreeMap<>(jobs.ends());
        long all = ends.values().stream().mapToLong(Long::longValue).sum();
        row(
                "requests sent; judge's jobs",
                running.feed().sent() + "; " + all,
                "the same",
                all == running.feed().sent());
        ends.forEach((end, n) -> row(
                "of these " + end, String.valueOf(n), "-", end.equals("scored") || end.equals("not_scored: budget")));
    }

    /** Waits until every request that was sent has its end. */
    private static void settle(Running running) throws SQLException {
        Deadline deadline = Deadline.in(PATIENCE);
        while (running.jobs().jobs() < running.feed().sent() || running.jobs().open() > 0) {
            pause(deadline, "an end of every job");
        }
    }

    private static void pause(Deadline deadline, String wanted) {
        if (deadline.passed()) {
            throw new IllegalStateException("no " + wanted + " within " + PATIENCE.toMinutes() + " minutes");
        }
        deadline.pause();
    }

    private void row(String what, String figure, String limit, boolean ok) {
        table.row(what, ok ? figure : figure + ": MISSED", limit);
        kept &= ok;
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
