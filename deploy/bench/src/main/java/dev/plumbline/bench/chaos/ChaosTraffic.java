package dev.plumbline.bench.chaos;

import com.google.protobuf.ByteString;
import dev.plumbline.bench.load.Traces;
import io.opentelemetry.proto.trace.v1.Span;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Messages as bad as they come: spans of many traces mixed, children long before their roots; one span in fifty twice in its
 * message, one message in ten sent again, also while its twin is under way; one span in a hundred malformed; some that start
 * days ago or in another year; some bytes that are no message. The same seed gives the same traffic.
 */
final class ChaosTraffic {
    private static final int POOL = 2_000;
    private static final int LARGEST = 200;
    private static final int RECENT = 40;
    private static final HexFormat HEX = HexFormat.of();

    private final SplittableRandom random;
    private final Traces traces;
    private final List<Span> pool = new ArrayList<>();
    private final List<Shipment> recent = new ArrayList<>();
    private int left;

    /** @param spans well-formed ones to send in all, duplicates apart */
    ChaosTraffic(long seed, int spans, Clock clock) {
        this.random = new SplittableRandom(seed);
        this.traces = new Traces(seed, clock);
        this.left = spans;
    }

    /** The next message; null when all has been sent. */
    synchronized @Nullable Shipment next() {
        if (!recent.isEmpty() && random.nextInt(10) == 0) {
            return recent.get(random.nextInt(recent.size()));
        }
        if (left == 0) {
            return null;
        }
        Shipment shipment = random.nextInt(100) == 0 ? garbage() : spans();
        if (recent.size() == RECENT) {
            recent.remove(0);
        }
        recent.add(shipment);
        return shipment;
    }

    /** A message cut short in the middle of a length. */
    private Shipment garbage() {
        byte[] message = traces.message(1).toByteArray();
        byte[] cut = new byte[message.length / 2];
        System.arraycopy(message, 0, cut, 0, cut.length);
        return new Shipment(cut, List.of(), 0, false);
    }

    private Shipment spans() {
        int wanted = Math.min(left, random.nextInt(4) == 0 ? 1 + random.nextInt(LARGEST) : 1 + random.nextInt(16));
        List<Span> spans = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            Span span = draw();
            int times = random.nextInt(50) == 0 ? 2 : 1;
            for (int time = 0; time < times; time++) {
                spans.add(span);
                keys.add(key(span));
            }
        }
        left -= wanted;
        int malformed = 0;
        for (int i = 0; i < wanted; i++) {
            if (random.nextInt(100) == 0) {
                spans.add(malformed(spans.get(0)));
                malformed++;
            }
        }
        Collections.shuffle(spans, new Random(random.nextLong()));
        return new Shipment(Traces.message(spans).toByteArray(), keys, malformed, true);
    }

    private Span draw() {
        while (pool.size() < POOL) {
            pool.addAll(traces.next());
        }
        int at = random.nextInt(pool.size());
        Span span = pool.get(at);
        pool.set(at, pool.get(pool.size() - 1));
        pool.remove(pool.size() - 1);
        return switch (random.nextInt(200)) {
            case 0, 1 -> started(span, span.getStartTimeUnixNano() - TimeUnit.DAYS.toNanos(3));
            case 2 -> started(span, TimeUnit.DAYS.toNanos(400));
            default -> span;
        };
    }

    private static Span started(Span span, long nano) {
        return span.toBuilder()
                .setStartTimeUnixNano(nano)
                .setEndTimeUnixNano(nano + 1)
                .build();
    }

    private Span malformed(Span like) {
        Span.Builder bad = like.toBuilder();
        return switch (random.nextInt(3)) {
            case 0 -> bad.setSpanId(ByteString.copyFrom(new byte[8])).build();
            case 1 -> bad.setTraceId(ByteString.copyFrom(new byte[] {1, 2, 3})).build();
            default -> bad.clearSpanId().build();
        };
    }

    private static String key(Span span) {
        return HEX.formatHex(span.getTraceId().toByteArray())
                + HEX.formatHex(span.getSpanId().toByteArray());
    }
}
