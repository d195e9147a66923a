package dev.plumbline.conformance.input;

import dev.plumbline.conformance.row.Expect;
import dev.plumbline.conformance.row.Overload;
import dev.plumbline.conformance.row.Row;
import dev.plumbline.conformance.row.Senders;
import dev.plumbline.conformance.sender.Answer;
import dev.plumbline.conformance.sender.GrpcSender;
import dev.plumbline.conformance.sender.Messages;
import dev.plumbline.conformance.sender.RawSender;
import dev.plumbline.conformance.sender.Target;
import dev.plumbline.conformance.sender.Target.Seen;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** The catalogue of bad input, 34 to 39: floods, slow senders, keys and tenants. */
public final class LoadRows {
    private static final int PATIENCE_MILLIS = 60_000;

    private LoadRows() {}

    public static List<Row> rows() {
        return List.of(
                new Row("input 34", "a flood is refused retryably, and the receiver recovers alone", LoadRows::flood),
                new Row("input 35", "slow, half-closed and cancelled bodies end, and store nothing", LoadRows::slow),
                new Row("input 36", "many small messages and one of the largest size are both taken", LoadRows::sizes),
                new Row("input 37", "a wrong key is 401 or UNAUTHENTICATED", LoadRows::wrongKey),
                new Row("input 39", "two tenants may use the same ids", LoadRows::tenants));
    }

    private static void flood(Senders senders) throws Exception {
        Overload.overHttp(senders);
        Overload.overGrpc(senders);
        Expect.alive(senders);
    }

    private static void slow(Senders senders) throws Exception {
        String trace = Messages.traceId();
        byte[] message = Messages.traces(Messages.span(trace, "half"));
        byte[] half = Arrays.copyOf(message, message.length / 2);
        try (RawSender cancelled = senders.rawHttp();
                RawSender closed = senders.rawHttp()) {
            cancelled.head(Expect.TRACES, message.length);
            cancelled.write(half);
            closed.head(Expect.TRACES, message.length);
            closed.write(half);
            closed.shutdownOutput();
        }
        if (senders.target.limits().readTimeout().isZero()) {
            Expect.stored(senders, trace);
            throw new Row.NotApplicableException("needs the read timeout");
        }
        byte[] partOfFrame = Arrays.copyOf(GrpcSender.frame(false, message), half.length);
        GrpcSender.Pending overGrpc = senders.grpc.start(GrpcSender.TRACES, partOfFrame, false);
        try (RawSender slow = senders.rawHttp()) {
            slow.head(Expect.TRACES, message.length);
            String answer = drip(slow, message);
            assertThat(answer).as("the first line of the answer, if any").doesNotContain("200");
        }
        assertThat(overGrpc.get().grpcStatus()).isPositive();
        Expect.stored(senders, trace);
        Expect.alive(senders);
    }

    /** A byte now and then, slower than any timeout between bytes would notice; ends when the receiver does. */
    private static String drip(RawSender slow, byte[] message) throws IOException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        for (int i = 0; i < message.length - 1 && System.nanoTime() < until; i++) {
            try {
                slow.write(Arrays.copyOfRange(message, i, i + 1));
            } catch (IOException closedByReceiver) {
                return "";
            }
            byte[] answer = slow.read(250);
            if (answer.length > 0) {
                return new String(answer, java.nio.charset.StandardCharsets.ISO_8859_1)
                        .lines()
                        .findFirst()
                        .orElse("");
            }
        }
        throw new AssertionError("the receiver waited longer than " + PATIENCE_MILLIS + " ms for a body");
    }

    private static void sizes(Senders senders) throws Exception {
        String trace = Messages.traceId();
        List<GrpcSender.Pending> small = new ArrayList<>();
        String[] names = new String[101];
        for (int i = 0; i < 100; i++) {
            names[i] = "small " + i;
            small.add(senders.grpc.start(
                    GrpcSender.TRACES, GrpcSender.frame(false, Messages.traces(Messages.span(trace, names[i]))), true));
        }
        names[100] = "large";
        String text = "x".repeat(senders.target.limits().messageBytes() - 1000);
        byte[] large = Messages.traces(Messages.span(trace, "large").addAttributes(Messages.attribute("text", text)));
        Expect.clean(senders.grpc.call(GrpcSender.TRACES, large));
        for (GrpcSender.Pending one : small) {
            Expect.clean(one.get());
        }
        Expect.stored(senders, trace, names);
    }

    private static void wrongKey(Senders senders) throws Exception {
        byte[] message = Messages.traces(Messages.span(Messages.traceId(), "nobody's"));
        Expect.refused(senders.http.protobuf(Expect.TRACES, message, "Authorization", "Bearer nobody"), 401);
        Expect.refusedGrpc(
                senders.grpc.call(GrpcSender.TRACES, message, "authorization", "Bearer nobody"),
                Expect.UNAUTHENTICATED);
    }

    private static void tenants(Senders senders) throws Exception {
        String key = senders.target.otherKey();
        Target.Store store = senders.target.store();
        if (key == null || store == null) {
            throw new Row.NotApplicableException("needs a second tenant and a view of the store");
        }
        String trace = Messages.traceId();
        byte[] message = Messages.traces(Messages.span(trace, "mine and yours"));
        Answer mine = senders.http.protobuf(Expect.TRACES, message);
        Answer yours = senders.grpc.call(GrpcSender.TRACES, message, "authorization", "Bearer " + key);

        Expect.clean(mine);
        Expect.clean(yours);
        assertThat(store.spans(null, trace)).extracting(Seen::name).containsExactly("mine and yours");
        assertThat(store.spans(key, trace)).extracting(Seen::name).containsExactly("mine and yours");
    }
}
