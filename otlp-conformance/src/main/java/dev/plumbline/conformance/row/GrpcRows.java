package dev.plumbline.conformance.row;

import dev.plumbline.conformance.sender.Answer;
import dev.plumbline.conformance.sender.GrpcSender;
import dev.plumbline.conformance.sender.HttpSender;
import dev.plumbline.conformance.sender.Messages;
import dev.plumbline.conformance.sender.RawSender;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** OTLP over gRPC. */
public final class GrpcRows {
    private static final byte[] PREFACE =
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final int FRAME_HEAD = 9;
    private static final int PING = 6;
    private static final int GOAWAY = 7;

    private GrpcRows() {}

    public static List<Row> rows() {
        return List.of(
                new Row("G1", "serves traces, logs and metrics; UNIMPLEMENTED for others", GrpcRows::services),
                new Row("G2", "serves calls of one connection at the same time", GrpcRows::concurrent),
                new Row("G3", "RESOURCE_EXHAUSTED without RetryInfo for what is too large", GrpcRows::tooLarge),
                new Row("G4", "INVALID_ARGUMENT with BadRequest for bad data", GrpcRows::badData),
                new Row("G5", "UNAVAILABLE with RetryInfo under overload, and recovers alone", Overload::overGrpc),
                new Row("G6", "answers nothing permanent with a code that clients retry", GrpcRows::permanent),
                new Row("G7", "answers keepalive pings and does not go away", GrpcRows::keepalive));
    }

    private static void services(Senders senders) throws Exception {
        String trace = Messages.traceId();
        Expect.clean(senders.grpc.call(GrpcSender.TRACES, Messages.traces(Messages.span(trace, "served"))));
        Expect.clean(senders.grpc.call(GrpcSender.LOGS, Messages.logs(Messages.log(trace, "served"))));
        Expect.taken(senders.grpc.call(GrpcSender.METRICS, Messages.metrics(1)));
        for (String unknown : List.of(
                "/opentelemetry.proto.collector.profiles.v1development.ProfilesService/Export",
                "/opentelemetry.proto.collector.trace.v1.TraceService/Import",
                "/grpc.health.v2.Nothing/Check")) {
            Expect.refusedGrpc(senders.grpc.call(unknown, new byte[0]), Expect.UNIMPLEMENTED);
        }
    }

    private static void concurrent(Senders senders) throws Exception {
        String trace = Messages.traceId();
        List<GrpcSender.Pending> calls = new ArrayList<>();
        String[] names = new String[20];
        for (int i = 0; i < names.length; i++) {
            names[i] = "call " + i;
            calls.add(senders.grpc.start(
                    GrpcSender.TRACES, GrpcSender.frame(false, Messages.traces(Messages.span(trace, names[i]))), true));
        }
        for (GrpcSender.Pending call : calls) {
            Expect.clean(call.get());
        }
        Expect.stored(senders, trace, names);
    }

    private static void tooLarge(Senders senders) throws Exception {
        byte[] tooLarge = new byte[senders.target.limits().messageBytes() + 1];

        Expect.refusedGrpc(senders.grpc.call(GrpcSender.TRACES, tooLarge), Expect.RESOURCE_EXHAUSTED);
        Expect.refusedGrpc(senders.grpc.gzip(GrpcSender.LOGS, tooLarge), Expect.RESOURCE_EXHAUSTED);
        Expect.alive(senders);
    }

    private static void badData(Senders senders) throws Exception {
        for (String path : List.of(GrpcSender.TRACES, GrpcSender.LOGS, GrpcSender.METRICS)) {
            Answer answer = senders.grpc.call(path, new byte[] {10, 100, 1});
            Expect.refusedGrpc(answer, Expect.INVALID_ARGUMENT);
            assertThat(Expect.details(answer)).contains("google.rpc.BadRequest");
        }
    }

    private static void permanent(Senders senders) throws Exception {
        byte[] message = Messages.traces(Messages.span(Messages.traceId(), "x"));
        byte[] frame = GrpcSender.frame(false, message);
        byte[] lie = frame.clone();
        lie[4]++;

        Expect.refusedGrpc(senders.grpc.raw(GrpcSender.TRACES, lie, true), Expect.INVALID_ARGUMENT);
        Expect.refusedGrpc(senders.grpc.raw(GrpcSender.TRACES, new byte[] {0, 0}, true), Expect.INVALID_ARGUMENT);
        Expect.refusedGrpc(senders.grpc.raw(GrpcSender.TRACES, new byte[0], true), Expect.INVALID_ARGUMENT);
        Expect.refusedGrpc(
                senders.grpc.raw(GrpcSender.TRACES, GrpcSender.frame(true, message), true, "grpc-encoding", "gzip"),
                Expect.INVALID_ARGUMENT);
        Answer unknownEncoding =
                senders.grpc.raw(GrpcSender.TRACES, GrpcSender.frame(true, message), true, "grpc-encoding", "snappy");
        Expect.refusedGrpc(unknownEncoding, Expect.UNIMPLEMENTED);
        assertThat(unknownEncoding.header("grpc-accept-encoding")).contains("gzip");
        Expect.refusedGrpc(
                senders.grpc.call(GrpcSender.TRACES, message, "authorization", "Bearer nobody"),
                Expect.UNAUTHENTICATED);
        Answer notGrpc = senders.grpc.raw(GrpcSender.TRACES, frame, true, "content-type", HttpSender.PROTOBUF);
        assertThat(notGrpc.status()).isEqualTo(415);
    }

    /** Clients of the Collector ping every 10 s; grpc servers by default take five pings for abuse. */
    private static void keepalive(Senders senders) throws Exception {
        try (RawSender connection = senders.rawGrpc()) {
            connection.write(PREFACE);
            connection.write(frame(4, new byte[0]));
            for (int i = 0; i < 20; i++) {
                connection.write(frame(PING, new byte[8]));
            }
            List<Integer> types = types(connection.read(1000));

            assertThat(types).doesNotContain(GOAWAY);
            assertThat(types.stream().filter(type -> type == PING).count()).isEqualTo(20);
        }
    }

    private static byte[] frame(int type, byte[] payload) {
        byte[] frame = new byte[FRAME_HEAD + payload.length];
        frame[2] = (byte) payload.length;
        frame[3] = (byte) type;
        return frame;
    }

    private static List<Integer> types(byte[] frames) {
        List<Integer> types = new ArrayList<>();
        int at = 0;
        while (at + FRAME_HEAD <= frames.length) {
            int length = (frames[at] & 0xFF) << 16 | (frames[at + 1] & 0xFF) << 8 | frames[at + 2] & 0xFF;
            types.add((int) frames[at + 3]);
            at += FRAME_HEAD + length;
        }
        return types;
    }
}
