package dev.plumbline.bench.ingest;

import dev.plumbline.bench.measure.Quantiles;
import dev.plumbline.bench.measure.Table;

import java.io.PrintWriter;
import java.util.Locale;

/** Prints what was measured beside what was aimed at. */
final class IngestReport {
    private final PrintWriter out;

    IngestReport(PrintWriter out) {
        this.out = out;
    }

    /**
     * @param rate spans per second of wall time
     * @param perCpuSecond spans per second of processor time of trace-ingest and PostgreSQL
     * @param ingestMicros processor time a span in trace-ingest
     * @param compilerMicros of it the JIT compiler
     * @param postgresMicros processor time a span in PostgreSQL
     */
    record Throughput(
            IngestBench.Rate rate,
            double perCpuSecond,
            double ingestMicros,
            double compilerMicros,
            double postgresMicros) {}

    /**
     * What went before.
     *
     * @param compiler the JIT compiler's share of the service's processor time at the end of it
     */
    record WarmUp(long spans, double seconds, double compiler) {}

    /** @param limit spans per second of processor time of the bare COPY at the time */
    record Share(double limit, Throughput large) {
        double value() {
            return large.perCpuSecond() / limit;
        }
    }

    /**
     * @param rate requests per second
     * @param answers seconds from due to answered
     * @param events seconds from the answer to the first event of the trace on the bus
     */
    record Latency(double rate, Quantiles answers, Quantiles events) {}

    void codec(CodecRace.Rates rates) {
        out.println("\nOne thread, spans per second of processor time");
        out.println(new Table("what", "rate", "times the generated parser", "target")
                .row("generated parser alone", whole(rates.generated()), "1.00", "")
                .row("decode", whole(rates.decode()), ratio(rates.decode() / rates.generated()), "")
                .row("decode + normalise", whole(rates.normalise()), ratio(rates.normalise() / rates.generated()), "")
                .row(
                        "decode + normalise + fingerprint",
                        whole(rates.all()),
                        ratio(rates.all() / rates.generated()),
                        "3.00"));
    }

    void throughput(double limit, Throughput large, Throughput small, long bytesPerSpan) {
        out.println("Answered, settled and on the bus; processor time of trace-ingest and PostgreSQL");
        out.println(new Table(
                        "what",
                        "answered/s",
                        "done/s",
                        "spans per CPU s",
                        "us ingest",
                        "of it JIT",
                        "us PostgreSQL",
                        "share of limit",
                        "target")
                .row("limit: COPY BINARY, 512 rows a commit", "", "", whole(limit), "", "", "", "1.00", "")
                .row(cells("OTLP gRPC, 512-span requests, 4 clients", large, large.perCpuSecond() / limit, "0.75"))
                .row(cells("OTLP gRPC, 8-span requests, 32 clients", small, small.perCpuSecond() / limit, "0.38"))
                .row(
                        "small against large",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        ratio(small.perCpuSecond() / large.perCpuSecond()),
                        "0.50"));
        out.println("Stored: " + bytesPerSpan + " bytes a span with indexes\n");
    }

    void warmUp(WarmUp warmUp) {
        out.println(String.format(
                Locale.ROOT,
                "Warm-up: %,d spans in %.0f s; at its end %.0f %% of the service's time was the JIT compiler%n",
                warmUp.spans(),
                warmUp.seconds(),
                warmUp.compiler() * 100));
    }

    void tenfold(long rows, long tenfold, Share first, Share again) {
        out.println("\nAt ten times the stored rows, OTLP gRPC, 512-span requests");
        out.println(new Table("stored spans", "spans per CPU s", "share of limit", "of the first", "target")
                .row("up to " + whole(rows), whole(first.large().perCpuSecond()), ratio(first.value()), "1.00", "")
                .row(
                        "up to " + whole(tenfold),
                        whole(again.large().perCpuSecond()),
                        ratio(again.value()),
                        ratio(again.value() / first.value()),
                        "0.90"));
        out.flush();
    }

    private static String[] cells(String name, Throughput figures, double share, String target) {
        return new String[] {
            name,
            whole(figures.rate().answered()),
            whole(figures.rate().done()),
            whole(figures.perCpuSecond()),
            whole(figures.ingestMicros()),
            whole(figures.compilerMicros()),
            whole(figures.postgresMicros()),
            ratio(share),
            target
        };
    }

    void latency(Latency large, Latency small) {
        out.println("At half the rate at which all is done");
        out.println(new Table("what", "requests/s", "n", "p50 answer", "p99 answer", "target", "p95 to bus", "target")
                .row(cells("512-span requests", large))
                .row(cells("8-span requests", small)));
        out.flush();
    }

    private static String[] cells(String name, Latency figures) {
        return new String[] {
            name,
            String.format(Locale.ROOT, "%.1f", figures.rate()),
            String.valueOf(figures.answers().count()),
            millis(figures.answers().median()),
            millis(figures.answers().at(0.99)),
            "100 ms",
            millis(figures.events().at(0.95)),
            "2000 ms"
        };
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String millis(double seconds) {
        return String.format(Locale.ROOT, "%.0f ms", seconds * 1000);
    }
}
