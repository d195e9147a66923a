package dev.plumbline.bench.query;

import dev.plumbline.bench.measure.Quantiles;
import dev.plumbline.bench.measure.Table;
import dev.plumbline.bench.stand.Stand;
import dev.plumbline.bench.stand.StandSettings;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The time in which the console answers its pages, with a day of stored spans behind it: one reader, one page after the
 * other, each with other values, the first five of each not counted. The other services are stood in for.
 */
public final class QueryBench {
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 40;
    private static final double HARD_LIMIT = 2_000;

    private final Path root;
    private final int traces;
    private final Clock clock;
    private final PrintWriter out;

    /** @param quick with 100,000 spans in place of ten million */
    public QueryBench(Path root, boolean quick, Clock clock, PrintWriter out) {
        this.root = root;
        this.traces = (quick ? 100_000 : 10_000_000) / StoredDay.SPANS;
        this.clock = clock;
        this.out = out;
    }

    /** @param target milliseconds that 95 of 100 should not pass */
    private record Screen(String name, double target, IntFunction<String> path) {}

    private static List<Screen> screens(int traces) {
        String[] filters = {
            "feature=feature-0",
            "feature=feature-11",
            "release=2.4.3",
            "model=model-1",
            "status=error",
            "environment=staging",
            "attr.rider.plan=plan-2",
            "not.feature=feature-0",
            "session=session-",
            "feature=feature-7&status=error",
            "not.release=2.4.0&not.release=2.4.1&attr.rider.plan=plan-1"
        };
        String[] texts = {StoredDay.RARE, "refund", "student%20discount", "nowhere-to-be-found", "harbour", "7%25"};
        return List.of(
                new Screen("alert page", 150, i -> "/alerts/412"),
                new Screen("list, one of eleven filters, 24 h", 300, i -> {
                    String filter = filters[i % filters.length];
                    return "/traces?last=24h&" + (filter.endsWith("-") ? filter + (i * 977) % (traces / 3) : filter);
                }),
                new Screen("trace of 500 spans", 200, i -> "/traces/" + StoredDay.LARGE_TRACE),
                new Screen("overview", 300, i -> "/?last=24h"),
                new Screen("text search, 24 h", 1_000, i -> "/traces?last=24h&text=" + texts[i % texts.length]));
    }

    /** Stores, measures and prints; false when a query passed 2 s. */
    public boolean run() throws SQLException, IOException, InterruptedException {
        Instant now = clock.instant();
        StoredDay day = new StoredDay(now.getEpochSecond() * 1_000_000_000L, traces);
        List<String> examples = IntStream.range(0, 10)
                .mapToObj(i -> StoredDay.traceId(i * (traces / 10)))
                .toList();
        try (Stand stand = Stand.start(new StandSettings(root, StandSettings.LAUNCHER_FLAGS));
                OwnersStandIn owners = new OwnersStandIn(examples)) {
            new DayStore(stand.database()).write(day, traces, stored -> {
                if (stored % 25_000 == 0) {
                    say(stored * StoredDay.SPANS + " spans stored");
                }
            });
            String console = stand.console(owners.address());
            return measure(new PageClient(console));
        }
    }

    private boolean measure(PageClient console) throws IOException, InterruptedException {
        Table table = new Table("page", "p50 ms", "p95 ms", "most ms", "not whole", "target p95 ms", "");
        boolean within = true;
        for (Screen screen : screens(traces)) {
            List<Double> millis = new ArrayList<>();
            long partial = 0;
            for (int i = 0; i < WARM_UP + ROUNDS; i++) {
                PageClient.Page page = console.get(screen.path().apply(i));
                if (i >= WARM_UP) {
                    millis.add(page.millis());
                    partial += page.whole() ? 0 : 1;
                }
            }
            Quantiles times = new Quantiles(millis);
            table.row(
                    screen.name(),
                    whole(times.median()),
                    whole(times.at(0.95)),
                    whole(times.at(1)),
                    partial + " of " + ROUNDS,
                    whole(screen.target()),
                    times.at(0.95) <= screen.target() ? "" : "missed");
            within &= partial == 0 && times.at(1) <= HARD_LIMIT;
        }
        out.println("\n" + traces * (long) StoredDay.SPANS + " spans, " + traces + " requests in 24 hours\n\n" + table);
        return within;
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }

    private void say(String progress) {
        out.println(progress);
    }
}
