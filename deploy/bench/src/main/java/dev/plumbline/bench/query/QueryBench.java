package dev.plumbline.bench.query;

import dev.plumbline.bench.measure.Quantiles;
import dev.plumbline.bench.measure.Table;
import dev.plumbline.bench.stand.Stand;
import dev.plumbline.bench.stand.StandSettings;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The time in which the console answers its pages, with a day of stored spans behind it: one reader, one page after the
 * other, the first round of all not counted. The other services are stood in for.
 */
public final class QueryBench {
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 40;

    /** Of each form of a page, at least. */
    private static final int EACH = 10;

    private static final double HARD_LIMIT = 2_000;
    private static final long FEWEST = 4_000;
    private static final double SECOND_NANO = 1e9;

    private final Scope scope;
    private final int traces;
    private final Clock clock;
    private final PrintWriter out;

    /**
     * What is measured.
     *
     * @param root the checkout with the built modules
     * @param spans to store, 4,000 at least
     * @param store where they stay for the next run, or are from the last one; null: they go at the end
     */
    public record Scope(Path root, long spans, @Nullable Path store) {
        public Scope {
            if (spans < FEWEST) {
                throw new IllegalArgumentException("--spans is " + FEWEST + " at least, not " + spans);
            }
        }
    }

    public QueryBench(Scope scope, Clock clock, PrintWriter out) {
        this.scope = scope;
        this.traces = (int) (scope.spans() / StoredDay.SPANS);
        this.clock = clock;
        this.out = out;
    }

    /** Stores, measures and prints; false when a query passed 2 s. */
    public boolean run() throws SQLException, IOException, InterruptedException {
        KeptDay kept = scope.store() == null ? null : new KeptDay(scope.store());
        Optional<Long> stored = kept == null ? Optional.empty() : kept.endNano(traces);
        long endNano = stored.orElseGet(() -> clock.instant().getEpochSecond() * 1_000_000_000L);
        List<String> examples = IntStream.range(0, 10)
                .mapToObj(i -> StoredDay.traceId(i * (traces / 10)))
                .toList();
        try (Stand stand = Stand.start(new StandSettings(
                        scope.root(), StandSettings.LAUNCHER_FLAGS, kept == null ? null : kept.database()));
                OwnersStandIn owners = new OwnersStandIn(examples)) {
            if (stored.isEmpty()) {
                fill(stand, endNano);
                if (kept != null) {
                    kept.filled(traces, endNano);
                }
            }
            new DayStore(stand.database()).settle();
            String console = stand.console(owners.address());
            return measure(new PageClient(console), Instant.ofEpochSecond(0, endNano));
        }
    }

    private void fill(Stand stand, long endNano) throws SQLException {
        long begun = System.nanoTime();
        new DayStore(stand.database()).write(new StoredDay(endNano, traces), traces, stored -> {
            if (stored % 25_000 == 0) {
                out.println((long) stored * StoredDay.SPANS + " spans stored");
            }
        });
        out.println("stored in " + whole((System.nanoTime() - begun) / SECOND_NANO) + " s");
    }

    private boolean measure(PageClient console, Instant end) throws IOException, InterruptedException {
        Table table = new Table("page", "p50 ms", "p95 ms", "most ms", "not whole", "target p95 ms", "");
        Table forms = new Table("page", "form", "p50 ms", "most ms", "looked through the day");
        boolean within = true;
        for (Screens.Screen screen : Screens.over(end)) {
            List<Double> all = new ArrayList<>();
            int pages = 0;
            int partial = 0;
            for (Screens.Form form : screen.forms()) {
                for (int i = 0; i < (screen.forms().size() == 1 ? WARM_UP : 1); i++) {
                    console.get(form.path(i, traces));
                }
            }
            List<List<Double>> millis = screen.forms().stream()
                    .map(form -> (List<Double>) new ArrayList<Double>())
                    .toList();
            boolean[] cut = new boolean[millis.size()];
            int rounds = Math.max(EACH, ROUNDS / millis.size());
            for (int i = 0; i < rounds; i++) {
                for (int form = 0; form < millis.size(); form++) {
                    PageClient.Page page = console.get(screen.forms().get(form).path(WARM_UP + i, traces));
                    millis.get(form).add(page.millis());
                    all.add(page.millis());
                    cut[form] |= !page.toTheEnd();
                    partial += page.whole() ? 0 : 1;
                    pages++;
                }
            }
            Quantiles times = new Quantiles(all);
            table.row(
                    screen.name(),
                    whole(times.median()),
                    whole(times.at(0.95)),
                    whole(times.at(1)),
                    partial + " of " + pages,
                    whole(screen.target()),
                    times.at(0.95) <= screen.target() ? "" : "missed");
            within &= partial == 0 && times.at(1) <= HARD_LIMIT;
            for (int form = 0; millis.size() > 1 && form < millis.size(); form++) {
                Quantiles own = new Quantiles(millis.get(form));
                forms.row(
                        screen.name(),
                        screen.forms().get(form).name(),
                        whole(own.median()),
                        whole(own.at(1)),
                        cut[form] ? "no" : "");
            }
        }
        out.println("\n" + traces * (long) StoredDay.SPANS + " spans, " + traces + " requests in 24 hours\n\n" + table
                + "\n" + forms);
        return within;
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }
}
