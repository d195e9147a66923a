package dev.plumbline.conformance.row;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.plumbline.conformance.sender.Answer;
import dev.plumbline.conformance.sender.GrpcSender;
import dev.plumbline.conformance.sender.HttpSender;
import dev.plumbline.conformance.sender.Messages;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds over both transports. */
public final class TransportRows {
    private TransportRows() {}

    public static List<Row> rows() {
        return List.of(
                new Row("B1", "accepts plain and gzip", TransportRows::encodings),
                new Row(
                        "B2",
                        "limits a message before and after inflation, and its own answers",
                        TransportRows::limits),
                new Row("B3", "leaves partial_success unset on full success", TransportRows::fullSuccess),
                new Row("B4", "counts what it rejects and takes the rest", TransportRows::partialSuccess),
                new Row("B5", "warns with rejected = 0 and a message", TransportRows::warning),
                new Row("B6", "stores what is sent again once", TransportRows::sentAgain),
                new Row("B7", "rejects spans without proper ids and keeps logs without them", TransportRows::ids),
                new Row("B8", "takes any kind and flags, and skips profiling's string indexes", TransportRows::kinds),
                new Row("B9", "skips unknown fields and known ones of a wrong wire type", TransportRows::unknownFields),
                new Row("B10", "takes event names and observed times of log records", TransportRows::logEvents));
    }

    private static void encodings(Senders senders) throws Exception {
        String trace = Messages.traceId();

        Expect.clean(senders.http.protobuf(Expect.TRACES, Messages.traces(Messages.span(trace, "http"))));
        Expect.clean(senders.http.protobuf(
                Expect.TRACES,
                HttpSender.gzip(Messages.traces(Messages.span(trace, "http gzip"))),
                "Content-Encoding",
                "gzip"));
        Expect.clean(senders.http.protobuf(
                Expect.TRACES, Messages.traces(Messages.span(trace, "identity")), "Content-Encoding", "identity"));
        Expect.clean(senders.grpc.call(GrpcSender.TRACES, Messages.traces(Messages.span(trace, "grpc"))));
        Expect.clean(senders.grpc.gzip(GrpcSender.TRACES, Messages.traces(Messages.span(trace, "grpc gzip"))));

        Expect.stored(senders, trace, "http", "http gzip", "identity", "grpc", "grpc gzip");
    }

    private static void limits(Senders senders) throws Exception {
        byte[] tooLarge = new byte[senders.target.limits().messageBytes() + 1];

        Expect.refused(senders.http.protobuf(Expect.TRACES, tooLarge), 413);
        Expect.refused(
                senders.http.protobuf(Expect.TRACES, HttpSender.gzip(tooLarge), "Content-Encoding", "gzip"), 413);
        Expect.refusedGrpc(senders.grpc.call(GrpcSender.TRACES, tooLarge), Expect.RESOURCE_EXHAUSTED);
        Expect.refusedGrpc(senders.grpc.gzip(GrpcSender.TRACES, tooLarge), Expect.RESOURCE_EXHAUSTED);
        Span.Builder[] bad = new Span.Builder[5000];
        for (int i = 0; i < bad.length; i++) {
            bad[i] = Messages.span(Messages.traceId(), "without an id ".repeat(10))
                    .setSpanId(ByteString.EMPTY);
        }
        Answer manyReasons = senders.http.protobuf(Expect.TRACES, Messages.traces(bad));
        assertThat(manyReasons.rejected()).isEqualTo(bad.length);
        assertThat(manyReasons.body().length).isLessThan(4 * 1024 * 1024);
    }

    private static void fullSuccess(Senders senders) throws Exception {
        Expect.clean(senders.http.protobuf(Expect.TRACES, new byte[0]));
        Expect.clean(senders.http.protobuf(
                Expect.TRACES,
                ExportTraceServiceRequest.newBuilder()
                        .addResourceSpans(ResourceSpans.newBuilder())
                        .build()
                        .toByteArray()));
        Expect.clean(senders.grpc.call(GrpcSender.TRACES, new byte[0]));
        Expect.clean(senders.grpc.call(GrpcSender.LOGS, new byte[0]));
    }

    private static void partialSuccess(Senders senders) throws Exception {
        String trace = Messages.traceId();
        Span.Builder bad = Messages.span(trace, "bad").setTraceId(ByteString.copyFrom(new byte[15]));

        Expect.partly(
                senders.http.protobuf(Expect.TRACES, Messages.traces(Messages.span(trace, "one"), bad)), 1, "trace_id");
        Expect.partly(
                senders.grpc.call(GrpcSender.TRACES, Messages.traces(bad, Messages.span(trace, "two"))), 1, "trace_id");
        Answer json = senders.http.json(
                Expect.TRACES,
                Messages.json(Messages.jsonSpan(trace, "three", ""), Messages.jsonSpan("00".repeat(16), "bad", "")));
        assertThat(json.status()).isEqualTo(200);
        assertThat(json.text()).contains("\"rejectedSpans\":\"1\"").contains("\"errorMessage\"");

        Expect.stored(senders, trace, "one", "two", "three");
    }

    private static void warning(Senders senders) throws Exception {
        Expect.warned(senders.http.protobuf(Expect.METRICS, Messages.metrics(3)), "metrics");
        Expect.warned(senders.grpc.call(GrpcSender.METRICS, Messages.metrics(3)), "metrics");
    }

    private static void sentAgain(Senders senders) throws Exception {
        String trace = Messages.traceId();
        byte[] message = Messages.traces(Messages.span(trace, "once"));

        Expect.clean(senders.http.protobuf(Expect.TRACES, message));
        Expect.clean(senders.grpc.call(GrpcSender.TRACES, message));

        Expect.stored(senders, trace, "once");
    }

    private static void ids(Senders senders) throws Exception {
        String trace = Messages.traceId();
        Expect.partly(
                senders.http.protobuf(
                        Expect.TRACES,
                        Messages.traces(
                                Messages.span(trace, "good"),
                                Messages.span(trace, "none").clearSpanId(),
                                Messages.span(trace, "zero").setSpanId(ByteString.copyFrom(new byte[8])),
                                Messages.span(trace, "short").setSpanId(ByteString.copyFrom(new byte[] {1})),
                                Messages.span(trace, "no trace").clearTraceId())),
                4,
                "span_id");
        Expect.stored(senders, trace, "good");

        Answer log = senders.http.protobuf(
                Expect.LOGS,
                Messages.logs(Messages.log(trace, "no association").setSpanId(ByteString.copyFrom(new byte[] {1, 2}))));
        Expect.taken(log);
        assertThat(log.rejected()).isZero();
    }

    private static void kinds(Senders senders) throws Exception {
        String trace = Messages.traceId();
        UnknownFieldSet index = UnknownFieldSet.newBuilder()
                .addField(
                        1,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFromUtf8("indexed"))
                                .build())
                .addField(3, UnknownFieldSet.Field.newBuilder().addVarint(7).build())
                .build();
        Span.Builder span = Messages.span(trace, "odd")
                .setKindValue(0)
                .setFlags(0xFFFFFFFF)
                .mergeUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(
                                9,
                                UnknownFieldSet.Field.newBuilder()
                                        .addLengthDelimited(index.toByteString())
                                        .build())
                        .build());

        Expect.taken(senders.http.protobuf(
                Expect.TRACES,
                Messages.traces(span, Messages.span(trace, "kind 99").setKindValue(99))));

        Expect.stored(senders, trace, "odd", "kind 99");
    }

    private static void unknownFields(Senders senders) throws Exception {
        String trace = Messages.traceId();
        UnknownFieldSet unknown = UnknownFieldSet.newBuilder()
                .addField(
                        900,
                        UnknownFieldSet.Field.newBuilder()
                                .addVarint(1)
                                .addFixed32(2)
                                .addFixed64(3)
                                .addLengthDelimited(ByteString.copyFromUtf8("later version"))
                                .addGroup(UnknownFieldSet.newBuilder()
                                        .addField(
                                                1,
                                                UnknownFieldSet.Field.newBuilder()
                                                        .addVarint(5)
                                                        .build())
                                        .build())
                                .build())
                .addField(5, UnknownFieldSet.Field.newBuilder().addVarint(12).build())
                .build();
        Span.Builder span = Messages.span(trace, "later").mergeUnknownFields(unknown);

        Expect.clean(senders.http.protobuf(Expect.TRACES, Messages.traces(span)));

        Expect.stored(senders, trace, "later");
    }

    private static void logEvents(Senders senders) throws Exception {
        String trace = Messages.traceId();
        byte[] message =
                Messages.logs(Messages.log(trace, "asked").clearTimeUnixNano().setObservedTimeUnixNano(Messages.now()));

        Expect.clean(senders.http.protobuf(Expect.LOGS, message));
        Expect.clean(senders.grpc.call(GrpcSender.LOGS, message));
    }
}
