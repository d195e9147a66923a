package dev.plumbline.demo;

import dev.plumbline.demo.assistant.Assistant;
import dev.plumbline.demo.assistant.Assistant.Library;
import dev.plumbline.demo.assistant.Release;
import dev.plumbline.demo.content.Content;
import dev.plumbline.demo.telemetry.ExportCounts;
import dev.plumbline.demo.telemetry.Telemetry;
import dev.plumbline.demo.traffic.Phase;
import dev.plumbline.demo.traffic.PlannedTurn;
import dev.plumbline.demo.traffic.Timeline;
import dev.plumbline.demo.traffic.Traffic;
import dev.plumbline.demo.truth.FeedbackClient;
import dev.plumbline.demo.truth.FeedbackCounts;
import dev.plumbline.demo.truth.LateTruth;
import dev.plumbline.demo.watch.Goal;
import dev.plumbline.demo.watch.PlumblineClient;
import dev.plumbline.demo.watch.Watch;
import dev.plumbline.demo.webhook.HookResource;
import dev.plumbline.demo.webhook.Secret;
import dev.plumbline.embedding.Embedder;
import dev.plumbline.embedding.EmbedderSettings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** The demo from its first line to its last: embed, register, play, go on, and say what was found. */
final class Demo {

    static final int NOT_REACHED = 3;

    private static final String FEATURE = "support-assistant";
    private static final Duration START_UP = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final List<Release> RELEASES = List.of(Release.V1_4_2, Release.V1_5_0);

    private final Options options;
    private final Terminal terminal;
    private final Clock clock;
    private final Pause pause;
    private final PlumblineClient plumbline;

    Demo(Options options, Terminal terminal, Clock clock, Pause pause) {
        this.options = options;
        this.terminal = terminal;
        this.clock = clock;
        this.pause = pause;
        this.plumbline = new PlumblineClient(options.api());
    }

    /** Runs to the end. @return the exit code */
    int run() {
        Content content = Content.load();
        Secret secret = Secret.create();
        int threads = Math.min(2, Runtime.getRuntime().availableProcessors());
        try (Embedder embedder = new Embedder(new EmbedderSettings(threads, 256, 16L << 20, options.data()));
                FeedbackClient feedback = new FeedbackClient(options.api(), clock);
                HookResource hook = new HookResource(secret, clock, page -> Watch.show(page, terminal::line))) {
            Instant began = clock.instant();
            Library library = Library.of(content.articles(), embedder::embed);
            terminal.line("Quillby's support assistant has read its %d help articles in %s"
                    .formatted(content.articles().size(), Terminal.seconds(Duration.between(began, clock.instant()))));
            if (!reached() || !registered(hook, secret)) {
                return pause.stopped() ? 0 : NOT_REACHED;
            }
            return play(content, library, embedder, feedback, hook);
        }
    }

    private int play(Content content, Library library, Embedder embedder, FeedbackClient feedback, HookResource hook) {
        String feature = feature();
        try (Telemetry telemetry = Telemetry.overGrpc(options.otlp(), feature, RELEASES)) {
            Watch watch = new Watch(plumbline, feature, hook, clock, terminal::line);
            Map<Release, Assistant> assistants = Map.of(
                    Release.V1_4_2, new Assistant(Release.V1_4_2, library, embedder::embed, clock),
                    Release.V1_5_0, new Assistant(Release.V1_5_0, library, embedder::embed, clock));
            Player.Parts parts = new Player.Parts(
                    assistants,
                    telemetry,
                    feedback,
                    new LateTruth(options.load().seed()),
                    watch::sample);
            return play(content, parts, watch);
        }
    }

    private boolean reached() {
        Instant deadline = clock.instant().plus(START_UP);
        String requests = "/api/v1/requests?limit=1";
        while (plumbline.get(requests).isEmpty()) {
            if (clock.instant().isAfter(deadline)
                    || !pause.until(clock.instant().plusSeconds(1))) {
                terminal.line("Plumbline does not answer at " + plumbline.url(requests) + "; is it up? See --api.");
                return false;
            }
        }
        return true;
    }

    /**
     * A name that no earlier run has used. A run plays the hours before now: under a used name its requests would lie
     * among those of the earlier run, whose changes are found already.
     */
    private String feature() {
        String feature = FEATURE;
        for (int run = 2; plumbline.hasRequests(feature, clock.instant()); run++) {
            feature = FEATURE + "-" + run;
        }
        if (!feature.equals(FEATURE)) {
            terminal.line("an earlier run is kept; this one is the feature " + feature);
        }
        return feature;
    }

    private boolean registered(HookResource hook, Secret secret) {
        Instant deadline = clock.instant().plus(START_UP);
        while (true) {
            var problem = plumbline.register("demo", hook.url(), secret.text());
            if (problem.isEmpty()) {
                terminal.line("waits to be paged at " + hook.url());
                return true;
            }
            if (clock.instant().isAfter(deadline)
                    || !pause.until(clock.instant().plusSeconds(1))) {
                terminal.line("the webhook of the demo could not be registered: " + problem.get());
                return false;
            }
        }
    }

    private int play(Content content, Player.Parts parts, Watch watch) {
        Options.Load load = options.load();
        Traffic traffic = new Traffic(content, load.seed());
        List<PlannedTurn> plan = traffic.plan(load.sessions(), load.span());
        Timeline timeline = new Timeline(clock.instant(), load.play(), load.span());
        Player player = new Player(parts, timeline, clock);
        terminal.line("plays %d requests of the last %.1f hours in %s; look at %s/"
                .formatted(plan.size(), load.span().toMinutes() / 60.0, Terminal.seconds(load.play()), options.api()));
        Thread watcher = new Thread(() -> keepLooking(watch), "watch");
        watcher.setDaemon(true);
        watcher.start();

        Instant began = clock.instant();
        playAll(plan, player, timeline, parts);
        parts.telemetry().flush(Duration.ofSeconds(30));
        terminal.line("traffic took " + Terminal.seconds(Duration.between(began, clock.instant())));
        counts(parts);

        Instant ended = clock.instant();
        terminal.line(options.exit() ? "waits for what is found" : "goes on with slow traffic until Ctrl-C");
        goOn(traffic, player, timeline, watch, ended.plus(options.patience()));
        parts.telemetry().flush(Duration.ofSeconds(10));
        counts(parts);
        Verdict verdict = new Verdict(player.began(), watch.reached(), watch.traceProblem());
        verdict.lines().forEach(terminal::line);
        if (parts.telemetry().counts().accepted() == 0) {
            terminal.line("no span was accepted at " + options.otlp() + "; see --otlp");
            return NOT_REACHED;
        }
        return options.exit() ? verdict.exitCode() : 0;
    }

    private void playAll(List<PlannedTurn> plan, Player player, Timeline timeline, Player.Parts parts) {
        Tally tally = Tally.NONE;
        Phase phase = Phase.HEALTHY;
        terminal.line("phase: " + phase.title());
        for (PlannedTurn turn : plan) {
            if (turn.phase().compareTo(phase) > 0) {
                terminal.line("         " + tally);
                counts(parts);
                phase = turn.phase();
                tally = Tally.NONE;
                terminal.line("phase: " + phase.title());
            }
            if (!pause.until(timeline.due(turn.at()))) {
                return;
            }
            tally = tally.plus(turn, player.play(turn));
        }
        terminal.line("         " + tally);
    }

    /** Traffic at the same rate, in the time of the clock on the wall, until all is found or the time is up. */
    private void goOn(Traffic traffic, Player player, Timeline timeline, Watch watch, Instant deadline) {
        PriorityQueue<PlannedTurn> next = new PriorityQueue<>(Comparator.comparing(PlannedTurn::at));
        Duration session = since(timeline);
        while (!done(watch, deadline)) {
            while (next.isEmpty() || next.peek().at().compareTo(session) >= 0) {
                session = session.plus(traffic.pause(options.load().pause()));
                next.addAll(traffic.oneMore(session));
            }
            Instant due = timeline.due(next.peek().at());
            Instant soon = clock.instant().plusSeconds(1);
            if (!pause.until(due.isBefore(soon) ? due : soon)) {
                return;
            }
            if (!due.isAfter(clock.instant())) {
                player.play(next.remove());
            }
        }
    }

    private boolean done(Watch watch, Instant deadline) {
        boolean all = watch.reached().size() == Goal.values().length;
        return options.exit() && (all || clock.instant().isAfter(deadline));
    }

    private Duration since(Timeline timeline) {
        Duration since = Duration.between(timeline.event(Duration.ZERO), clock.instant());
        return since.compareTo(timeline.span()) < 0 ? timeline.span() : since;
    }

    private void keepLooking(Watch watch) {
        do {
            watch.look();
        } while (pause.until(clock.instant().plus(LOOK)));
    }

    private void counts(Player.Parts parts) {
        ExportCounts spans = parts.telemetry().counts();
        FeedbackCounts truth = parts.feedback().counts();
        terminal.line("         spans: %d sent, %d accepted, %d failed, %d on their way"
                .formatted(spans.ended(), spans.accepted(), spans.failed(), spans.waiting()));
        terminal.line("         truth and thumbs: %d delivered, %d refused, %d given up, %d waiting; %d retries"
                .formatted(truth.delivered(), truth.refused(), truth.givenUp(), truth.waiting(), truth.retries()));
    }
}
