package dev.plumbline.conformance.input;

import com.google.protobuf.ByteString;
import dev.plumbline.conformance.row.Expect;
import dev.plumbline.conformance.row.Row;
import dev.plumbline.conformance.row.Senders;
import dev.plumbline.conformance.sender.Answer;
import dev.plumbline.conformance.sender.GrpcSender;
import dev.plumbline.conformance.sender.Messages;
import dev.plumbline.conformance.sender.Target.Seen;
import io.opentelemetry.proto.trace.v1.Span;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The catalogue of bad input, 15 to 20: ids, copies and families of spans. */
public final class SpanRows {
    private SpanRows() {}

    public static List<Row> rows() {
        return List.of(
                new Row("input 15", "spans without proper ids are rejected alone", SpanRows::badIds),
                new Row(
                        "input 16",
                        "a bad parent id is absent, a bad link is dropped, with a warning",
                        SpanRows::badParents),
                new Row("input 17", "own parents, cycles and missing parents are taken", SpanRows::families),
                new Row("input 18", "an identical copy is one span", SpanRows::copies),
                new Row("input 19", "copies that differ are a success with one visible winner", SpanRows::conflicts),
                new Row("input 20", "a copy within one batch is one span", SpanRows::copyInBatch));
    }

    private static void badIds(Senders senders) throws Exception {
        String trace = Messages.traceId();
        byte[] message = Messages.traces(
                Messages.span(trace, "good 1"),
                Messages.span(trace, "bad 1").clearTraceId(),
                Messages.span(trace, "bad 2").setTraceId(ByteString.copyFrom(new byte[16])),
                Messages.span(trace, "bad 3").setTraceId(ByteString.copyFrom(new byte[24])),
                Messages.span(trace, "good 2"));

        Answer http = senders.http.protobuf(Expect.TRACES, message);
        Answer grpc = senders.grpc.call(GrpcSender.TRACES, message);

        Expect.partly(http, 3, "trace_id");
        Expect.partly(grpc, 3, "trace_id");
        assertThat(http.warning()).contains("bad 1").contains("bad 2").contains("bad 3");
        Expect.stored(senders, trace, "good 1", "good 2");
        Expect.partly(
                senders.http.protobuf(
                        Expect.TRACES,
                        Messages.traces(Messages.span(trace, "alone").clearSpanId())),
                1,
                "span_id");
    }

    private static void badParents(Senders senders) throws Exception {
        String trace = Messages.traceId();
        Span.Link good = Span.Link.newBuilder()
                .setTraceId(ByteString.fromHex(trace))
                .setSpanId(ByteString.fromHex(Messages.spanId()))
                .build();
        Span.Link bad = Span.Link.newBuilder()
                .setTraceId(ByteString.copyFromUtf8("short"))
                .setSpanId(ByteString.fromHex(Messages.spanId()))
                .build();
        Answer answer = senders.http.protobuf(
                Expect.TRACES,
                Messages.traces(
                        Messages.span(trace, "parent")
                                .setParentSpanId(ByteString.copyFrom(new byte[] {1, 2, 3}))
                                .addLinks(good)
                                .addLinks(bad),
                        Messages.span(trace, "root").setParentSpanId(ByteString.copyFrom(new byte[8]))));

        Expect.warned(answer, "parent_span_id");
        assertThat(answer.warning()).contains("link");
        Expect.stored(senders, trace, "parent", "root");
        for (Seen span : Expect.seen(senders, trace)) {
            assertThat(span.parentSpanId()).isNull();
            assertThat(span.links()).isEqualTo(span.name().equals("parent") ? 1 : 0);
        }
    }

    private static void families(Senders senders) throws Exception {
        String trace = Messages.traceId();
        Span.Builder own = Messages.span(trace, "own parent");
        own.setParentSpanId(own.getSpanId());
        Span.Builder hen = Messages.span(trace, "hen");
        Span.Builder egg = Messages.span(trace, "egg").setParentSpanId(hen.getSpanId());
        hen.setParentSpanId(egg.getSpanId());
        Span.Builder orphan = Messages.span(trace, "orphan").setParentSpanId(ByteString.fromHex(Messages.spanId()));

        Expect.taken(senders.http.protobuf(Expect.TRACES, Messages.traces(own, hen, egg, orphan)));

        Expect.stored(senders, trace, "own parent", "hen", "egg", "orphan");
    }

    private static void copies(Senders senders) throws Exception {
        String trace = Messages.traceId();
        byte[] message = Messages.traces(Messages.span(trace, "one"), Messages.span(trace, "other"));
        for (int i = 0; i < 3; i++) {
            Expect.clean(senders.http.protobuf(Expect.TRACES, message));
        }
        Expect.stored(senders, trace, "one", "other");
    }

    private static void conflicts(Senders senders) throws Exception {
        String trace = Messages.traceId();
        Span.Builder later = Messages.span(trace, "ends later");
        Span.Builder sooner = later.clone()
                .setName("ends sooner")
                .setStartTimeUnixNano(later.getStartTimeUnixNano() + 5)
                .setEndTimeUnixNano(later.getEndTimeUnixNano() - 5);

        Expect.taken(senders.http.protobuf(Expect.TRACES, Messages.traces(sooner)));
        Expect.taken(senders.http.protobuf(Expect.TRACES, Messages.traces(later)));
        Expect.taken(senders.http.protobuf(Expect.TRACES, Messages.traces(sooner)));

        Expect.stored(senders, trace, "ends later");
        Expect.taken(senders.http.protobuf(
                Expect.TRACES, Messages.traces(later.clone().setName("another name"))));
        if (senders.target.store() != null) {
            assertThat(Expect.seen(senders, trace)).hasSize(1);
        }
    }

    private static void copyInBatch(Senders senders) throws Exception {
        String trace = Messages.traceId();
        Span.Builder twice = Messages.span(trace, "twice");

        Expect.taken(senders.http.protobuf(
                Expect.TRACES, Messages.traces(twice, Messages.span(trace, "between"), twice, twice)));

        Expect.stored(senders, trace, "twice", "between");
    }
}
