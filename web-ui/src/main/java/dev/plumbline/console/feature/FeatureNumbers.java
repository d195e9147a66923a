package dev.plumbline.console.feature;

import dev.plumbline.console.view.Amount;
import dev.plumbline.console.view.Share;
import dev.plumbline.console.view.Visible;
import dev.plumbline.tracestore.Breakdown;
import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Map;
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
     * @param cost of all of them; says so where no price is set
     */
    record Took(String p50, String p95, String tokensIn, String tokensOut, String perRequest, String cost) {}

    static FeatureNumbers of(Breakdown row, String cost, Function<String, String> link) {
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
                        cost),
                value == null ? "" : link.apply(value));
    }

    /** What the tokens of a model cost; empty where it has no price. */
    static String cost(Breakdown row, @Nullable String model, PriceConfig config) {
        Map<String, PriceConfig.Price> prices = config.prices();
        PriceConfig.Price price = model == null ? null : prices.get(model);
        if (price == null || row.measured() == 0) {
            return "";
        }
        return money(money(row, price), config);
    }

    static double money(Breakdown row, PriceConfig.Price price) {
        return (row.tokensIn() * price.input() + row.tokensOut() * price.output()) / 1e6;
    }

    static String money(double sum, PriceConfig config) {
        return String.format(Locale.ROOT, sum < 1 ? "%.4f " : "%,.2f ", sum).replace(',', '\u202F') + config.currency();
    }
}
