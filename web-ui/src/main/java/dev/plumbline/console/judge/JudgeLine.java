package dev.plumbline.console.judge;

import dev.plumbline.console.view.Amount;
import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.Share;
import dev.plumbline.console.view.Visible;

import java.util.List;
import java.util.Map;

/**
 * How a version of a judge stands on a feature.
 *
 * @param state {@code degraded}, {@code learning} or {@code ok}
 * @param last when it last answered
 * @param signs respects in which it can get worse, as far as anything is known of them
 */
public record JudgeLine(Of of, String state, String last, List<Sign> signs) {
    private static final int NAME = 80;
    private static final String DEGRADED = "degraded";
    private static final String SLOW = "slow";
    private static final Map<String, String> WORDS = Map.of(
            "abstains",
            "cannot tell",
            "unusable",
            "gives no usable verdict",
            "splits",
            "contradicts itself",
            SLOW,
            "is slow or does not answer",
            "misses",
            "lets failures pass",
            "false_alarms",
            "fails good answers");

    /** Which judge. */
    public record Of(String feature, String rubric, String scorer) {}

    /**
     * A share of something that should be rare.
     *
     * @param usual when it was learned, or as far as it is known
     * @param limit the largest that is fine; empty while it is being learned
     */
    public record Sign(String name, String state, Share usual, String limit, Worse worse) {}

    /**
     * @param now the share since it got worse; without data while it is not worse
     * @param since empty while it is not worse
     * @param evidence against what it has to reach; empty where labels tell, which have none
     */
    public record Worse(Share now, String since, String evidence) {}

    static List<JudgeLine> of(Answered.Judges judges) {
        return judges.items().stream()
                .map(health -> new JudgeLine(
                        new Of(
                                Visible.line(health.judge().feature(), NAME),
                                Visible.line(health.judge().rubric(), NAME),
                                Visible.line(health.judge().scorer(), NAME)),
                        Visible.line(health.state(), NAME),
                        Moment.minute(health.lastAt()),
                        health.signs().stream().map(JudgeLine::sign).toList()))
                .toList();
    }

    private static Sign sign(Answered.Sign sign) {
        Answered.Evidence evidence = sign.evidence();
        return new Sign(
                WORDS.getOrDefault(sign.sign(), Visible.line(sign.sign(), NAME)),
                Visible.line(sign.state(), NAME),
                Answered.Rate.share(sign.reference()),
                sign.limit() == null ? "" : Amount.percent(sign.limit()),
                new Worse(
                        Answered.Rate.share(sign.now()),
                        sign.sinceNano() == null ? "" : Moment.minute(Moment.of(sign.sinceNano())),
                        evidence == null
                                ? ""
                                : Amount.number(evidence.value()) + " of " + Amount.number(evidence.threshold())));
    }

    /** Whether it judges this score of this feature. */
    public boolean judges(String feature, String rubric) {
        return of.feature().equals(Visible.line(feature, NAME)) && of.rubric().equals(Visible.line(rubric, NAME));
    }

    public boolean isDegraded() {
        return state.equals(DEGRADED);
    }

    /** Those that got worse. */
    public List<Sign> worse() {
        return signs.stream().filter(sign -> sign.state().equals(DEGRADED)).toList();
    }

    /** Whether its scores may not be acted upon: a judge that is only slow still means what it says. */
    public boolean isDoubtful() {
        return worse().stream().anyMatch(sign -> !sign.name().equals(WORDS.get(SLOW)));
    }
}
