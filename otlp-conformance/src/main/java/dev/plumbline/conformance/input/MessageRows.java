package dev.plumbline.conformance.input;

import dev.plumbline.conformance.row.Expect;
import dev.plumbline.conformance.row.Row;
import dev.plumbline.conformance.row.Senders;
import dev.plumbline.conformance.sender.Answer;
import dev.plumbline.conformance.sender.GrpcSender;
import dev.plumbline.conformance.sender.HttpSender;
import dev.plumbline.conformance.sender.Messages;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import static org.assertj.core.api.Assertions.assertThat;

/** The catalogue of bad input, 1 to 8: what is wrong with the message as a whole. */
public final class MessageRows {
    private MessageRows() {}

    public static List<Row> rows() {
        return List.of(
                new Row(
                        "input 1",
                        "malformed, truncated or random bytes are 400, nothing is stored",
                        MessageRows::malformed),
                new Row("input 2", "broken gzip is 400", MessageRows::brokenGzip),
                new Row("input 3", "a gzip bomb is 413", MessageRows::bomb),
                new Row("input 4", "two gzip members are both read", MessageRows::members),
                new Row("input 5", "an unknown content encoding is 415 or 400", MessageRows::unknownEncoding),
                new Row("input 6", "a wrong type is 415, a wrong method 405, a wrong path 404", MessageRows::wrongType),
                new Row("input 7", "empty messages and envelopes are a full success", MessageRows::empty),
                new Row("input 8", "an empty JSON body is 400", MessageRows::emptyJson));
    }

    private static void malformed(Senders senders) throws Exception {
        String trace = Messages.traceId();
        byte[] whole = Messages.traces(Messages.span(trace, "cut"));
        byte[] random = new byte[500];
        ThreadLocalRandom.current().nextBytes(random);
        random[0] = (byte) 0xFF;
        random[1] = 0x07;

        Expect.refused(senders.http.protobuf(Expect.TRACES, Arrays.copyOf(whole, whole.length - 1)), 400);
        Expect.refused(senders.http.protobuf(Expect.TRACES, random), 400);
        Expect.refused(
                senders.http.protobuf(Expect.TRACES, "{\"resourceSpans\":[]}".getBytes(StandardCharsets.UTF_8)), 400);
        Expect.refusedGrpc(
                senders.grpc.call(GrpcSender.TRACES, Arrays.copyOf(whole, whole.length - 1)), Expect.INVALID_ARGUMENT);
        Expect.stored(senders, trace);
        Expect.alive(senders);
    }

    private static void brokenGzip(Senders senders) throws Exception {
        byte[] plain = Messages.traces(Messages.span(Messages.traceId(), "broken"));
        byte[] good = HttpSender.gzip(plain);
        byte[] badSum = good.clone();
        badSum[badSum.length - 6] ^= 0x55;
        for (byte[] body : List.of(plain, Arrays.copyOf(good, good.length / 2), badSum, new byte[0])) {
            Expect.refused(senders.http.protobuf(Expect.TRACES, body, "Content-Encoding", "gzip"), 400);
            Expect.refusedGrpc(
                    senders.grpc.raw(GrpcSender.TRACES, GrpcSender.frame(true, body), true, "grpc-encoding", "gzip"),
                    Expect.INVALID_ARGUMENT);
        }
    }

    private static void bomb(Senders senders) throws Exception {
        int limit = senders.target.limits().messageBytes();
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        byte[] member = HttpSender.gzip(new byte[limit]);
        for (int i = 0; i < 20; i++) {
            members.write(member);
        }
        for (byte[] bomb : List.of(HttpSender.gzip(new byte[limit + 1]), members.toByteArray())) {
            Expect.refused(senders.http.protobuf(Expect.TRACES, bomb, "Content-Encoding", "gzip"), 413);
            Expect.refusedGrpc(
                    senders.grpc.raw(GrpcSender.TRACES, GrpcSender.frame(true, bomb), true, "grpc-encoding", "gzip"),
                    Expect.RESOURCE_EXHAUSTED);
        }
        Answer nested = senders.http.protobuf(Expect.TRACES, HttpSender.gzip(member), "Content-Encoding", "gzip");
        Expect.refused(nested, 400);
        Expect.alive(senders);
    }

    private static void members(Senders senders) throws Exception {
        String trace = Messages.traceId();
        byte[] message = Messages.traces(Messages.span(trace, "in two"));
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        members.write(HttpSender.gzip(Arrays.copyOf(message, 20)));
        members.write(HttpSender.gzip(Arrays.copyOfRange(message, 20, message.length)));

        Expect.clean(senders.http.protobuf(Expect.TRACES, members.toByteArray(), "Content-Encoding", "gzip"));

        Expect.stored(senders, trace, "in two");
    }

    private static void unknownEncoding(Senders senders) throws Exception {
        byte[] message = Messages.traces(Messages.span(Messages.traceId(), "x"));
        for (String encoding : List.of("br", "compress", "gzip, gzip", "nonsense")) {
            Answer answer = senders.http.protobuf(Expect.TRACES, message, "Content-Encoding", encoding);
            assertThat(answer.status()).isIn(400, 415);
            Expect.refused(answer, answer.status());
        }
    }

    private static void wrongType(Senders senders) throws Exception {
        Answer none = senders.http.send("POST", Expect.TRACES, new byte[] {1});
        Answer other = senders.http.send("POST", Expect.TRACES, new byte[] {1}, "Content-Type", "text/plain");
        Answer get = senders.http.send("GET", Expect.TRACES, new byte[0]);

        Expect.refused(none, 415);
        Expect.refused(other, 415);
        assertThat(none.header("content-type")).startsWith(HttpSender.JSON);
        Expect.refused(get, 405);
        assertThat(get.header("allow")).isEqualTo("POST");
        Expect.refused(senders.http.json("/v1/spans", "{}"), 404);
    }

    private static void empty(Senders senders) throws Exception {
        byte[] envelopes = ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder())
                .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(ScopeSpans.newBuilder()))
                .build()
                .toByteArray();
        for (String path : List.of(Expect.TRACES, Expect.LOGS, Expect.METRICS)) {
            Expect.clean(senders.http.protobuf(path, new byte[0]));
            Expect.clean(senders.http.json(path, "{}"));
        }
        Expect.clean(senders.http.protobuf(Expect.TRACES, envelopes));
        Expect.clean(senders.http.json(Expect.TRACES, "{\"resourceSpans\":[]}"));
        Expect.clean(senders.http.json(Expect.TRACES, "{\"resourceSpans\":[{},{\"scopeSpans\":[{}]}]}"));
        Expect.clean(senders.grpc.call(GrpcSender.METRICS, new byte[0]));
    }

    private static void emptyJson(Senders senders) throws Exception {
        Expect.refused(senders.http.json(Expect.TRACES, ""), 400);
        Expect.refused(senders.http.json(Expect.LOGS, ""), 400);
        Expect.refused(senders.http.json(Expect.TRACES, "null"), 400);
        Expect.refused(senders.http.json(Expect.TRACES, "[]"), 400);
    }
}
