package dev.plumbline.ingest;

import dev.plumbline.contracts.trace.Fingerprint;
import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.contracts.trace.RequestShape;
import dev.plumbline.contracts.trace.RequestText;
import dev.plumbline.contracts.trace.RequestTime;
import dev.plumbline.contracts.trace.SpanStatus;
import dev.plumbline.tracestore.RequestWriter;
import dev.plumbline.tracestore.TraceWriter;

import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;

/** Made-up requests of one project in six hours across a midnight some days ago, stored without their spans. */
public final class MadeRequests {
    private static final long HOUR = 3_600_000_000_000L;

    private final DataSource database;
    private final int project;
    private final Random random;
    private final Instant start =
            LocalDate.now(ZoneOffset.UTC).minusDays(4).atTime(21, 0).toInstant(ZoneOffset.UTC);

    public MadeRequests(DataSource database, int project, Random random) {
        this.database = database;
        this.project = project;
        this.random = random;
    }

    /** The first of the six hours, a whole one. */
    public long startNano() {
        return start.getEpochSecond() * 1_000_000_000L;
    }

    public Request request(String trace) {
        return request(trace, "1.0", Map.of());
    }

    /** Of a release and with a plan that few have. */
    public Request rare(String trace) {
        return request(trace, "1.0-rare", random.nextBoolean() ? Map.of("plan", "trial") : Map.of("plan", "usual"));
    }

    private Request request(String trace, String release, Map<String, String> attributes) {
        long from = startNano() + (long) (random.nextDouble() * 6 * HOUR);
        long took = 1_000_000L + (long) (Math.exp(2 * random.nextGaussian()) * 900_000_000L);
        String print = "ab".repeat(32);
        return new Request(
                new RequestRef(project, trace, "00000000000000aa"),
                1,
                new Origin("feature-" + random.nextInt(3), release, "test", null, null),
                new RequestTime(
                        from, from + took, random.nextInt(5) == 0 ? SpanStatus.ERROR : SpanStatus.OK, "POST /ask"),
                new RequestShape(1, 1, 0, 0, (long) random.nextInt(100), null, "m"),
                new RequestText(
                        random.nextInt(9) == 0 ? "a Quetzal" : "a bus",
                        "an answer",
                        false,
                        new Fingerprint(print, print, print, print, print, print, print)),
                attributes);
    }

    /** Over what is there of the same traces. */
    public void write(Collection<Request> requests) throws Exception {
        LocalDate day = LocalDate.ofInstant(start, ZoneOffset.UTC);
        try (Connection connection = database.getConnection()) {
            new TraceWriter().ensureDays(connection, Set.of(day));
            new RequestWriter()
                    .replace(
                            connection,
                            requests.stream()
                                    .map(request -> new RequestWriter.OfTrace(day, List.of(request), Map.of()))
                                    .toList());
        }
    }
}
