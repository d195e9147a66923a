package dev.plumbline.console.feature;

import dev.plumbline.console.view.Amount;
import dev.plumbline.console.view.Share;
import dev.plumbline.console.view.Visible;
import dev.plumbline.tracestore.Breakdown;

import java.util.Locale;
import java.util.function.Function;

/**
 * One line of numbers.
 *
 * @param requests the list of them; empty where no filter can say which
 */
record FeatureNumbers(String name, String count, Share errors, Took took, String requests) {
    private static final double NANOS_OF_A_MILLI = 1e6;
    private static final int NAME = 80;

    /**
     * @param perRequest tokens in and out, on average over those that reported any
     * @param cost of all of them; says of how many it is not known
     */
    record Took(String p50, String p95, String tokensIn, String tokensOut, String perRequest, String cost) {}

    static FeatureNumbers of(Breakdown row, Function<String, String> link) {
        String value = row.value();
        return new FeatureNumbers(
                value == null ? "(none)" : Visible.line(value, NAME),
                Amount.count(row.requests()),
                Share.counted(row.errors(), row.requests()),
                new Took(
                        Amount.duration(row.duration().p50() * NANOS_OF_A_MILLI),
                        Amount.duration(row.duration().p95() * NANOS_OF_A_MILLI),
                        row.measured() == 0 ? "" : Amount.count(row.tokensIn()),
                        row.measured() == 0 ? "" : Amount.count(row.tokensOut()),
                        row.measured() == 0
                                ? "none reported"
                                : Amount.count(row.tokensIn() / row.measured()) + " → "
                                        + Amount.count(row.tokensOut() / row.measured()) + ", n "
                                        + Amount.count(row.measured()),
                        cost(row.cost())),
                value == null ? "" : link.apply(value));
    }

    private static String cost(Breakdown.Cost cost) {
        if (cost.priced() == 0) {
            return cost.unknown() == 0 ? "" : "no price known";
        }
        String sum = String.format(Locale.ROOT, cost.usd() < 1 ? "%.4f USD" : "%,.2f USD", cost.usd())
                .replace(',', '\u202F');
        return cost.unknown() == 0 ? sum : sum + ", without " + Amount.count(cost.unknown()) + " of no known price";
    }
}
