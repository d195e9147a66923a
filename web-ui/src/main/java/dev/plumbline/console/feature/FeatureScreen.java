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

    FeatureScreen(BreakdownReader reader) {
        this.reader = reader;
    }

    FeaturePage.Whole whole(BreakdownReader.Of of) throws SQLException {
        List<Breakdown> all = reader.whole(of);
        Breakdown sum = all.isEmpty()
                ? new Breakdown(null, 0, 0, new Breakdown.Millis(0, 0), 0, 0, 0, Breakdown.Cost.NONE)
                : all.get(0);
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
            stretches.add(
                    new FeaturePage.Stretch(from.toString(), Moment.minute(from), FeatureNumbers.of(one, value -> "")));
            if (index < STRETCHES) {
                values[0][index] = one.requests();
                values[1][index] = one.errors();
                values[2][index] = Math.round(one.duration().p95());
                values[3][index] = one.tokensIn() + one.tokensOut();
            }
        }
        String bucket = Moment.roughly(Duration.ofNanos(stretch));
        return new FeaturePage.Whole(
                FeatureNumbers.of(sum, value -> ""),
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
            List<FeatureNumbers> rows = new ArrayList<>();
            for (Breakdown row : reader.by(of, field)) {
                rows.add(FeatureNumbers.of(row, value -> list.with(by, value).toString()));
            }
            tables.add(new FeaturePage.Table(by, rows));
        }
        return tables;
    }
}
