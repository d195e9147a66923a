package dev.plumbline.bench.ingest;

import dev.plumbline.bench.load.LargeClient;
import dev.plumbline.bench.load.Traces;
import dev.plumbline.bench.measure.ResidentSize;
import dev.plumbline.bench.stand.Stand;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;

/**
 * Many messages of the largest size at once. Every message begins with one trace of its own; the rest is the same in all,
 * so that all but the first also have to be merged.
 */
final class LargeMessages {
    private static final int ROOM_FOR_OWN = 64 * 1024;

    private final Traces traces;
    private final byte[] rest;
    private final byte[] compressedRest;

    /** @param bytes of one message, about */
    LargeMessages(int bytes, Clock clock) throws IOException {
        traces = new Traces(4242, clock);
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        for (byte[] next = traces.message(1).toByteArray();
                made.size() + next.length < bytes - ROOM_FOR_OWN;
                next = traces.message(1).toByteArray()) {
            made.writeBytes(next);
        }
        rest = made.toByteArray();
        compressedRest = gzip(rest);
    }

    /**
     * How many ended how.
     *
     * @param missing answered as stored, and not there
     * @param alive whether the process that was there before is there still
     * @param peakBytes the largest resident size that the process has had
     */
    record Ends(int stored, int later, int refused, int lost, int missing, boolean alive, long peakBytes) {
        /** Some were stored, the others told to come again, and the process lasted. */
        boolean kept() {
            return stored > 0 && refused == 0 && lost == 0 && missing == 0 && alive;
        }
    }

    /** Sends so many at once. */
    Ends send(Stand stand, boolean grpc, boolean gzip, int parallel) throws IOException, SQLException {
        long pid = stand.ingestPid();
        List<String> ids = new ArrayList<>();
        List<LargeClient.End> ends;
        try (LargeClient client = new LargeClient(grpc ? stand.grpcPort() : stand.httpPort(), grpc, gzip)) {
            List<CompletableFuture<LargeClient.End>> sent = new ArrayList<>();
            for (int i = 0; i < parallel; i++) {
                ExportTraceServiceRequest own = traces.message(1);
                ids.add(HexFormat.of()
                        .formatHex(own.getResourceSpans(0)
                                .getScopeSpans(0)
                                .getSpans(0)
                                .getTraceId()
                                .toByteArray()));
                byte[] first = gzip ? gzip(own.toByteArray()) : own.toByteArray();
                sent.add(client.send(first, gzip ? compressedRest : rest));
            }
            ends = sent.stream().map(CompletableFuture::join).toList();
        }
        StoredStore store = new StoredStore(stand.database());
        int missing = 0;
        for (int i = 0; i < parallel; i++) {
            if (ends.get(i) == LargeClient.End.STORED && !store.holds(ids.get(i))) {
                missing++;
            }
        }
        boolean alive = ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        return new Ends(
                count(ends, LargeClient.End.STORED),
                count(ends, LargeClient.End.LATER),
                count(ends, LargeClient.End.REFUSED),
                count(ends, LargeClient.End.LOST),
                missing,
                alive,
                ResidentSize.peakOf(pid));
    }

    private static int count(List<LargeClient.End> ends, LargeClient.End wanted) {
        return (int) ends.stream().filter(wanted::equals).count();
    }

    /** Members of gzip may follow each other, as messages of protobuf may. */
    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }
}
