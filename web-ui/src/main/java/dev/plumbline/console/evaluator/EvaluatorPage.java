package dev.plumbline.console.evaluator;

import dev.plumbline.console.judge.Comparison;
import dev.plumbline.console.judge.JudgeLine;
import dev.plumbline.console.view.Amount;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.Share;
import dev.plumbline.console.view.Url;
import dev.plumbline.console.view.Visible;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How the scorers do, as the screen shows it. */
record EvaluatorPage(
        Card<List<Scorer>> scorers,
        Card<List<Agreed>> agreed,
        Judging judging,
        Card<Work> work,
        String words,
        String last,
        Url here) {
    private static final int JUDGES = 40;
    private static final int NAME = 80;
    private static final int REASON = 300;
    private static final Share UNKNOWN = Share.counted(0, 0);

    /**
     * A scorer of the time on the screen.
     *
     * @param corrected without its mistakes; no data where labels do not tell
     * @param gate whether its verdicts may gate or page; empty where nothing is said of it
     */
    record Scorer(Named named, String scored, String abstained, Share fail, Share corrected, Gate gate) {}

    /**
     * What judges are like, and what they preferred.
     *
     * @param start a command line that starts a comparison
     */
    record Judging(Card<List<JudgeLine>> judges, Card<List<Comparison>> comparisons, String start) {
        /** Those that got worse first, and not more than a screen can hold. */
        public List<JudgeLine> shown() {
            return judges.loaded().stream().limit(JUDGES).toList();
        }

        public int others() {
            return Math.max(0, judges.loaded().size() - JUDGES);
        }
    }

    /** @param key the rubric's name as its owner has it */
    record Named(String rubric, String key, String scorer) {}

    /** @param may {@code yes}, {@code no} or empty */
    record Gate(String may, String reason) {}

    /** Verdicts against labels. */
    record Agreed(String rubric, String scorer, String labels, String kappa, Share found, Share spared, Gate gate) {}

    /** Jobs that wait, and how those of the last day ended. */
    record Work(List<Job> jobs, String outbox, String deadLetters) {}

    record Job(String kind, String state, String reason, String n, String oldest) {}

    static List<Scorer> scorers(Found.Summary summary) {
        return summary.items().stream()
                .map(item -> new Scorer(
                        new Named(Visible.line(item.name(), NAME), item.name(), Visible.line(item.scorer(), NAME)),
                        Amount.count(item.total().n()),
                        Amount.count(item.total().abstain()),
                        share(item.total().failRate()),
                        corrected(item.corrected()),
                        gate(item.corrected() == null ? null : item.corrected().trust())))
                .toList();
    }

    static List<Agreed> agreed(String rubric, Found.Agreements found) {
        return found.items().stream()
                .map(item -> new Agreed(
                        Visible.line(rubric, NAME),
                        Visible.line(item.scorer(), NAME),
                        Amount.count(item.agreement().counts().n()),
                        kappa(item.agreement().kappa()),
                        share(item.agreement().sensitivity()),
                        share(item.agreement().specificity()),
                        gate(item.trust())))
                .toList();
    }

    static Work work(Found.Jobs jobs) {
        return new Work(
                jobs.items().stream()
                        .map(job -> new Job(
                                Visible.line(job.kind(), NAME),
                                Visible.line(job.state(), NAME),
                                Visible.line(job.reason(), REASON),
                                Amount.count(job.n()),
                                job.oldestSeconds() == null
                                        ? ""
                                        : Moment.roughly(Duration.ofSeconds(job.oldestSeconds()))))
                        .toList(),
                Amount.count(jobs.outbox()),
                Amount.count(jobs.deadLetters()));
    }

    public List<String> presets() {
        return List.of("1h", "24h", "7d", "30d");
    }

    private static Share corrected(Found.@Nullable Corrected corrected) {
        if (corrected == null) {
            return UNKNOWN;
        }
        return share(corrected.predictionPowered() == null ? corrected.roganGladen() : corrected.predictionPowered());
    }

    private static Gate gate(Found.@Nullable Trust trust) {
        return trust == null
                ? new Gate("", "")
                : new Gate(trust.mayGate() ? "yes" : "no", Visible.line(trust.reason(), REASON));
    }

    private static Share share(Found.@Nullable Rate rate) {
        return rate == null ? UNKNOWN : rate.share();
    }

    private static String kappa(Found.@Nullable Rate kappa) {
        return kappa == null
                ? "not known"
                : String.format(
                        Locale.ROOT, "%.2f (%.2f–%.2f, n %d)", kappa.estimate(), kappa.low(), kappa.high(), kappa.n());
    }
}
