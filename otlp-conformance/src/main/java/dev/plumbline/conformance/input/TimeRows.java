package dev.plumbline.conformance.input;

import com.google.protobuf.ByteString;
import dev.plumbline.conformance.row.Expect;
import dev.plumbline.conformance.row.Row;
import dev.plumbline.conformance.row.Senders;
import dev.plumbline.conformance.sender.Answer;
import dev.plumbline.conformance.sender.GrpcSender;
import dev.plumbline.conformance.sender.Messages;
import io.opentelemetry.proto.trace.v1.Span;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The catalogue of bad input, 21 to 25: times and late arrivals. */
public final class TimeRows {
    private TimeRows() {}

    public static List<Row> rows() {
        return List.of(
                new Row("input 21", "times that are absent or run backwards are taken", TimeRows::oddTimes),
                new Row("input 22", "times far away are taken", TimeRows::farTimes),
                new Row("input 23", "a child before its parent is taken", TimeRows::skew),
                new Row("input 24", "spans out of order and late are taken", TimeRows::late),
                new Row("input 25", "no root or two roots are taken", TimeRows::roots));
    }

    private static void oddTimes(Senders senders) throws Exception {
        String trace = Messages.traceId();
        long now = Messages.now();
        Answer answer = senders.http.protobuf(
                Expect.TRACES,
                Messages.traces(
                        Messages.span(trace, "backwards")
                                .setStartTimeUnixNano(now)
                                .setEndTimeUnixNano(now - 1000),
                        Messages.span(trace, "no end").clearEndTimeUnixNano(),
                        Messages.span(trace, "no start").clearStartTimeUnixNano(),
                        Messages.span(trace, "no times")
                                .clearStartTimeUnixNano()
                                .clearEndTimeUnixNano()));
        Expect.taken(answer);
        assertThat(answer.rejected()).isZero();
        Expect.stored(senders, trace, "backwards", "no end", "no start", "no times");
    }

    private static void farTimes(Senders senders) throws Exception {
        String trace = Messages.traceId();
        long day = 86_400L * 1_000_000_000L;
        long now = Messages.now();
        byte[] message = Messages.traces(
                Messages.span(trace, "1970").setStartTimeUnixNano(1).setEndTimeUnixNano(2),
                Messages.span(trace, "2554").setStartTimeUnixNano(-1L).setEndTimeUnixNano(-1L),
                Messages.span(trace, "five days ago").setStartTimeUnixNano(now - 5 * day),
                Messages.span(trace, "in five days").setStartTimeUnixNano(now + 5 * day));
        Answer answer = senders.http.protobuf(Expect.TRACES, message);
        Expect.taken(answer);
        assertThat(answer.rejected()).isZero();
        Expect.taken(senders.http.protobuf(Expect.TRACES, message));
        Expect.stored(senders, trace, "1970", "2554", "five days ago", "in five days");
    }

    private static void skew(Senders senders) throws Exception {
        String trace = Messages.traceId();
        Span.Builder parent = Messages.span(trace, "parent");
        Span.Builder child = Messages.span(trace, "child")
                .setParentSpanId(parent.getSpanId())
                .setStartTimeUnixNano(parent.getStartTimeUnixNano() - 3_000_000_000L);
        Expect.clean(senders.http.protobuf(Expect.TRACES, Messages.traces(child, parent)));
        Expect.stored(senders, trace, "parent", "child");
    }

    private static void late(Senders senders) throws Exception {
        String trace = Messages.traceId();
        Span.Builder root = Messages.span(trace, "root");
        Span.Builder child = Messages.span(trace, "child").setParentSpanId(root.getSpanId());
        Span.Builder yesterday = Messages.span(trace, "yesterday")
                .setParentSpanId(root.getSpanId())
                .setStartTimeUnixNano(Messages.now() - 30L * 3_600 * 1_000_000_000L);
        for (Span.Builder span : List.of(child, root, yesterday)) {
            Expect.clean(senders.grpc.call(GrpcSender.TRACES, Messages.traces(span)));
        }
        Expect.stored(senders, trace, "root", "child", "yesterday");
    }

    private static void roots(Senders senders) throws Exception {
        String trace = Messages.traceId();
        Expect.clean(senders.http.protobuf(
                Expect.TRACES,
                Messages.traces(
                        Messages.span(trace, "no root").setParentSpanId(ByteString.fromHex(Messages.spanId())))));
        Expect.stored(senders, trace, "no root");
        Expect.clean(senders.http.protobuf(
                Expect.TRACES, Messages.traces(Messages.span(trace, "root 1"), Messages.span(trace, "root 2"))));
        Expect.stored(senders, trace, "no root", "root 1", "root 2");
    }
}
