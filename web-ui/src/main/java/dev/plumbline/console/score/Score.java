package dev.plumbline.console.score;

import dev.plumbline.console.view.Amount;
import dev.plumbline.console.view.Visible;
import dev.plumbline.contracts.trace.RequestRef;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Locale;

/**
 * A score as its owner lists it.
 *
 * @param at the request's start
 */
public record Score(RequestRef request, Instant at, Said score, Chosen sampling) {
    private static final int NAME = 80;
    private static final int LINE = 2000;

    /** @param value 0 to 1, 1 is good; null when the scorer abstained */
    public record Said(
            String name,
            String scorer,
            @Nullable Double value,
            String label,
            @Nullable String explanation) {}

    /** @param probability of being chosen; {@code reason} is {@code all}, {@code rate} or an always-score rule */
    public record Chosen(double probability, String reason) {}

    /** For the list of a trace's scores. */
    public ScoreLine line() {
        return new ScoreLine(
                Visible.line(score.name(), NAME),
                Visible.line(score.scorer(), NAME),
                score.label(),
                value(),
                Visible.line(score.explanation(), LINE),
                why());
    }

    /** For a label in a list: {@code grounded: fail, 0.21 of 1 by grounded/2}. */
    public String words() {
        String value = value().isEmpty() ? "" : ", " + value() + " of 1";
        return Visible.line(score.name() + ": " + score.label() + value + " by " + score.scorer(), LINE);
    }

    private String value() {
        return score.value() == null ? "" : String.format(Locale.ROOT, "%.2f", score.value());
    }

    private String why() {
        if (sampling.reason().startsWith("rule:")) {
            return "always scored by the rule " + Visible.line(sampling.reason().substring(5), NAME);
        }
        return sampling.probability() >= 1
                ? "every request is scored"
                : "sampled with probability " + Amount.percent(sampling.probability());
    }
}
