package dev.plumbline.bench.ingest;

import dev.plumbline.bench.load.ClosedLoop;
import dev.plumbline.bench.load.OpenLoop;
import dev.plumbline.bench.load.OtlpClient;
import dev.plumbline.bench.load.Traces;
import dev.plumbline.bench.measure.ProcessorTime;
import dev.plumbline.bench.measure.Quantiles;
import dev.plumbline.bench.stand.Stand;
import dev.plumbline.bench.stand.StandSettings;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Acknowledged spans per second of processor time, as a share of a raw COPY of the same rows in the same run. Rounds of
 * limit, large and small requests take turns, so that a busy machine disturbs all three alike.
 */
public final class IngestBench {
    private static final int LARGE_CLIENTS = 4;
    private static final int SMALL_CLIENTS = 32;
    private static final int LARGE_TRACES = 64;
    private static final int WARM_UP_SPANS = 12_288;
    private static final double COMPILED = 0.05;

    private final Path root;
    private final Scale scale;
    private final PrintWriter out;
    private final Traces traces;

    public IngestBench(Path root, boolean quick, Clock clock, PrintWriter out) {
        this.root = root;
        this.scale = quick ? Scale.QUICK : Scale.FULL;
        this.out = out;
        this.traces = new Traces(42, clock);
    }

    /**
     * Spans per second of wall time.
     *
     * @param answered until the last answer
     * @param done until the last event is on the bus
     */
    record Rate(double answered, double done) {}

    /** One closed-loop run; processor time counts until the last trace is settled and its event is on the bus. */
    private record Run(Rate rate, double ingestMicros, double compilerMicros, double postgresMicros) {
        double perCpuSecond() {
            return 1e6 / (ingestMicros + postgresMicros);
        }
    }

    /** Runs it all and prints the table; takes about one minute quick and eight in full. */
    public void run() throws SQLException, IOException, InterruptedException {
        CodecRace.Rates codec = race();
        try (Stand stand = Stand.start(new StandSettings(root, StandSettings.LAUNCHER_FLAGS));
                OtlpClient large = new OtlpClient(stand.grpcPort(), LARGE_CLIENTS);
                OtlpClient small = new OtlpClient(stand.grpcPort(), SMALL_CLIENTS)) {
            StoredStore stored = new StoredStore(stand.database());
            say("warming up");
            IngestReport.WarmUp warmUp = warmUp(stand, large, small, stored);
            closed(stand, large, LARGE_CLIENTS, messages(scale.spans(), LARGE_TRACES), stored);
            CopyLimitStore limit = new CopyLimitStore(stand.database(), stand.postgresPid(), scale.spans());
            limit.run();

            Rounds first = rounds(stand, limit, large, small, stored);
            IngestReport report = new IngestReport(out);
            report.codec(codec);
            report.throughput(
                    first.limit(), figures(first.larges()), figures(first.smalls()), stored.bytes() / stored.spans());
            report.warmUp(warmUp);
            report.latency(
                    half(stand, large, LARGE_TRACES, done(first.larges())),
                    half(stand, small, 1, done(first.smalls())));
            if (scale.tenfold()) {
                long rows = stored.spans();
                say("ten times the rows");
                stored.multiply(10);
                Rounds again = rounds(stand, limit, large, small, stored);
                report.tenfold(
                        rows,
                        stored.spans(),
                        new IngestReport.Share(first.limit(), figures(first.larges())),
                        new IngestReport.Share(again.limit(), figures(again.larges())));
            }
        }
    }

    private record Rounds(double limit, List<Run> larges, List<Run> smalls) {}

    private Rounds rounds(Stand stand, CopyLimitStore limit, OtlpClient large, OtlpClient small, StoredStore stored)
            throws SQLException {
        List<Double> limits = new ArrayList<>();
        List<Run> larges = new ArrayList<>();
        List<Run> smalls = new ArrayList<>();
        for (int round = 1; round <= scale.rounds(); round++) {
            limits.add(limit.run());
            larges.add(closed(stand, large, LARGE_CLIENTS, messages(scale.spans(), LARGE_TRACES), stored));
            smalls.add(closed(stand, small, SMALL_CLIENTS, messages(scale.spans() / 2, 1), stored));
            say("round " + round + " of " + scale.rounds());
        }
        return new Rounds(new Quantiles(limits).median(), larges, smalls);
    }

    /** Until the JIT compiler takes less than a twentieth of the service's time, or the time is over; what was stored goes. */
    private IngestReport.WarmUp warmUp(Stand stand, OtlpClient large, OtlpClient small, StoredStore stored)
            throws SQLException {
        long start = System.nanoTime();
        double share = 1;
        double seconds = 0;
        while (share > COMPILED && seconds < scale.warmUpSeconds()) {
            Run one = closed(stand, large, LARGE_CLIENTS, messages(WARM_UP_SPANS, LARGE_TRACES), stored);
            Run other = closed(stand, small, SMALL_CLIENTS, messages(WARM_UP_SPANS / 2, 1), stored);
            share = (one.compilerMicros() + other.compilerMicros()) / (one.ingestMicros() + other.ingestMicros());
            seconds = (System.nanoTime() - start) / 1e9;
        }
        long spans = stored.spans();
        stored.empty();
        return new IngestReport.WarmUp(spans, seconds, share);
    }

    private CodecRace.Rates race() {
        say("decoding in one thread");
        List<byte[]> messages = messages(8 * LARGE_TRACES * Traces.SPANS, LARGE_TRACES);
        return new CodecRace(messages, 8 * LARGE_TRACES * Traces.SPANS).run(scale.rounds());
    }

    private Run closed(Stand stand, OtlpClient client, int clients, List<byte[]> messages, StoredStore stored)
            throws SQLException {
        long rows = stored.spans();
        double ingest = ProcessorTime.ofProcess(stand.ingestPid());
        double compiler = ProcessorTime.ofCompiler(stand.ingestPid());
        double postgres = ProcessorTime.ofFamily(stand.postgresPid());
        long start = System.nanoTime();
        double answered = new ClosedLoop(client, clients).send(messages);
        stored.awaitSettled();
        double done = (System.nanoTime() - start) / 1e9;
        double ingestUsed = ProcessorTime.ofProcess(stand.ingestPid()) - ingest;
        double compilerUsed = ProcessorTime.ofCompiler(stand.ingestPid()) - compiler;
        double postgresUsed = ProcessorTime.ofFamily(stand.postgresPid()) - postgres;
        long spans = stored.spans() - rows;
        return new Run(
                new Rate(spans / answered, spans / done),
                ingestUsed * 1e6 / spans,
                compilerUsed * 1e6 / spans,
                postgresUsed * 1e6 / spans);
    }

    /** Half the rate at which all is done, for some seconds: answers alone outrun what follows them, at first. */
    private IngestReport.Latency half(Stand stand, OtlpClient client, int tracesEach, double maximal)
            throws SQLException, InterruptedException {
        double rate = maximal / 2 / (tracesEach * Traces.SPANS);
        List<String> ids = new ArrayList<>();
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < Math.max(20, (int) (rate * scale.latencySeconds())); i++) {
            ExportTraceServiceRequest message = traces.message(tracesEach);
            ids.add(HexFormat.of()
                    .formatHex(message.getResourceSpans(0)
                            .getScopeSpans(0)
                            .getSpans(0)
                            .getTraceId()
                            .toByteArray()));
            messages.add(message.toByteArray());
        }
        try (BusConsumer bus = new BusConsumer(stand.kafka())) {
            List<OpenLoop.Answered> answers = new OpenLoop(client).send(messages, rate);
            new StoredStore(stand.database()).awaitSettled();
            List<Double> delays = new ArrayList<>();
            Map<String, Long> arrivals = bus.arrivals(ids, Duration.ofSeconds(10));
            for (int i = 0; i < ids.size(); i++) {
                Long arrival = arrivals.get(ids.get(i));
                delays.add(
                        arrival == null
                                ? Double.POSITIVE_INFINITY
                                : (arrival - answers.get(i).atNanos()) / 1e9);
            }
            return new IngestReport.Latency(
                    rate,
                    new Quantiles(
                            answers.stream().map(OpenLoop.Answered::seconds).toList()),
                    new Quantiles(delays));
        }
    }

    private List<byte[]> messages(int spans, int tracesEach) {
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < Math.max(1, spans / (tracesEach * Traces.SPANS)); i++) {
            messages.add(traces.message(tracesEach).toByteArray());
        }
        return messages;
    }

    private static double done(List<Run> runs) {
        return new Quantiles(runs.stream().map(run -> run.rate().done()).toList()).median();
    }

    private static IngestReport.Throughput figures(List<Run> runs) {
        return new IngestReport.Throughput(
                new Rate(
                        new Quantiles(runs.stream()
                                        .map(run -> run.rate().answered())
                                        .toList())
                                .median(),
                        done(runs)),
                new Quantiles(runs.stream().map(Run::perCpuSecond).toList()).median(),
                new Quantiles(runs.stream().map(Run::ingestMicros).toList()).median(),
                new Quantiles(runs.stream().map(Run::compilerMicros).toList()).median(),
                new Quantiles(runs.stream().map(Run::postgresMicros).toList()).median());
    }

    private void say(String what) {
        out.println("  " + what);
        out.flush();
    }
}
