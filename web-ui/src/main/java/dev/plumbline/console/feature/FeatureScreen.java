package dev.plumbline.console.feature;

import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.Spark;
import dev.plumbline.console.view.Url;
import dev.plumbline.tracestore.Breakdown;
import dev.plumbline.tracestore.BreakdownReader;
import dev.plumbline.tracestore.RequestQuery.Field;
import jakarta.enterprise.context.ApplicationScoped;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads what a feature takes and puts it into words, tables and small pictures. */
@ApplicationScoped
class FeatureScreen {
    private static final int STRETCHES = 48;

    private final BreakdownReader reader;
    private final PriceConfig prices;

    FeatureScreen(BreakdownReader reader, PriceConfig prices) {
        this.reader = reader;
        this.prices = prices;
    }

    FeaturePage.Whole whole(BreakdownReader.Of of) throws SQLException {
        List<Breakdown> all = reader.whole(of);
        Breakdown sum = all.isEmpty() ? new Breakdown(null, 0, 0, new Breakdown.Millis(0, 0), 0, 0, 0) : all.get(0);
        long stretch = Math.max(1, (of.toNano() - of.fromNano() - 1) / STRETCHES + 1);
        List<Breakdown> overTime = reader.overTime(of, stretch);
        List<FeaturePage.Stretch> stretches = new ArrayList<>();
        Long[][] values = new Long[4][STRETCHES];
        for (Long[] row : values) {
            Arrays.fill(row, 0L);
        }
        for (Breakdown one : overTime) {
            int index = Integer.parseInt(String.valueOf(one.value()));
            Instant from = Moment.of(of.fromNano() + index * stretch);
            stretches.add(new FeaturePage.Stretch(
                    from.toString(), Moment.minute(from), FeatureNumbers.of(one, "", value -> "")));
            if (index < STRETCHES) {
                values[0][index] = one.requests();
                values[1][index] = one.errors();
                values[2][index] = Math.round(one.duration().p95());
                values[3][index] = one.tokensIn() + one.tokensOut();
            }
        }
        String bucket = Moment.roughly(Duration.ofNanos(stretch));
        return new FeaturePage.Whole(
                FeatureNumbers.of(sum, "", value -> ""),
                cost(of),
                stretches,
                new FeaturePage.Sparks(
                        Spark.of(List.of(values[0]), List.of(values[1]), bucket),
                        Spark.of(List.of(values[2]), List.of(), bucket),
                        Spark.of(List.of(values[3]), List.of(), bucket)));
    }

    List<FeaturePage.Table> tables(BreakdownReader.Of of, Url list) throws SQLException {
        List<FeaturePage.Table> tables = new ArrayList<>();
        for (Field field : List.of(Field.MODEL, Field.RELEASE, Field.ENVIRONMENT)) {
            String by = field.name().toLowerCase(Locale.ROOT);
            boolean costs = field == Field.MODEL && !prices.prices().isEmpty();
            List<FeatureNumbers> rows = new ArrayList<>();
            for (Breakdown row : reader.by(of, field)) {
                String cost = costs ? FeatureNumbers.cost(row, row.value(), prices) : "";
                rows.add(FeatureNumbers.of(
                        row,
                        costs && cost.isEmpty() ? "no price set" : cost,
                        value -> list.with(by, value).toString()));
            }
            tables.add(new FeaturePage.Table(by, rows, costs));
        }
        return tables;
    }

    private String cost(BreakdownReader.Of of) throws SQLException {
        if (prices.prices().isEmpty()) {
            return "";
        }
        double sum = 0;
        long without = 0;
        for (Breakdown row : reader.by(of, Field.MODEL)) {
            PriceConfig.Price price =
                    row.value() == null ? null : prices.prices().get(row.value());
            if (price == null) {
                without += row.requests();
            } else {
                sum += FeatureNumbers.money(row, price);
            }
        }
        return FeatureNumbers.money(sum, prices)
                + (without == 0 ? "" : ", without " + without + " requests of models that have no price");
    }
}
