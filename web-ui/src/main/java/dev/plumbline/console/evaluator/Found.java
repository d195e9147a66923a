package dev.plumbline.console.evaluator;

import dev.plumbline.console.view.Share;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** What the evaluator answers, as far as the screen shows it. */
final class Found {
    private Found() {}

    /** With its 95 % interval. */
    record Rate(double estimate, double low, double high, long n) {
        Share share() {
            return new Share(estimate, low, high, n);
        }
    }

    record Summary(List<Item> items) {}

    /** A scorer. @param corrected null where the evaluator corrects nothing */
    record Item(
            String name,
            String scorer,
            Counts total,
            @Nullable Corrected corrected) {}

    record Counts(long n, long abstain, @Nullable Rate failRate) {}

    /** Without the scorer's mistakes, as labels show them; each null where it cannot be known. */
    record Corrected(
            @Nullable Trust trust,
            @Nullable Rate predictionPowered,
            @Nullable Rate roganGladen) {}

    /** Whether a scorer's verdicts may gate or page. */
    record Trust(long labels, int needed, boolean mayGate, String reason) {}

    record Agreements(List<Agreed> items) {}

    record Agreed(String scorer, @Nullable Trust trust, Agreement agreement) {}

    record Agreement(
            Four counts,
            @Nullable Rate kappa,
            @Nullable Rate sensitivity,
            @Nullable Rate specificity) {}

    /** First the verdict, then the label. */
    record Four(long failFail, long failPass, long passFail, long passPass) {
        long n() {
            return failFail + failPass + passFail + passPass;
        }
    }

    record Jobs(List<Job> items, long outbox, long deadLetters) {}

    record Job(
            String kind,
            String state,
            @Nullable String reason,
            long n,
            @Nullable Long oldestSeconds) {}
}
