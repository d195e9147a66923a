package dev.plumbline.bench.ingest;

import dev.plumbline.bench.measure.Table;
import dev.plumbline.bench.stand.Stand;
import dev.plumbline.bench.stand.StandSettings;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;

/** Messages of 64 MiB, 50 at once, by both transports, plain and compressed, on the heap that the launcher gives. */
public final class MemoryBench {
    private static final int BYTES = 64 * 1024 * 1024;
    private static final int PARALLEL = 50;
    private static final long MIB = 1024 * 1024;

    private final Path root;
    private final Clock clock;
    private final PrintWriter out;

    public MemoryBench(Path root, Clock clock, PrintWriter out) {
        this.root = root;
        this.clock = clock;
        this.out = out;
    }

    /** Prints a table; false when a message had another end than stored or "come again", or the process did not last. */
    public boolean run() throws IOException, SQLException {
        LargeMessages messages = new LargeMessages(BYTES, clock);
        Table table = new Table(
                "50 messages of 64 MiB at once", "stored", "come again", "refused", "no answer", "missing", "peak MiB");
        boolean kept = true;
        try (Stand stand = Stand.start(new StandSettings(root, StandSettings.LAUNCHER_FLAGS))) {
            for (boolean grpc : new boolean[] {true, false}) {
                for (boolean gzip : new boolean[] {false, true}) {
                    LargeMessages.Ends ends = messages.send(stand, grpc, gzip, PARALLEL);
                    kept &= ends.kept();
                    table.row(
                            (grpc ? "gRPC" : "HTTP") + (gzip ? ", gzip" : ", plain"),
                            String.valueOf(ends.stored()),
                            String.valueOf(ends.later()),
                            String.valueOf(ends.refused()),
                            String.valueOf(ends.lost()),
                            String.valueOf(ends.missing()),
                            ends.alive() ? String.valueOf(ends.peakBytes() / MIB) : "it has ended");
                }
            }
        }
        out.println(table);
        return kept;
    }
}
