package dev.plumbline.conformance.input;

import com.google.protobuf.ByteString;
import dev.plumbline.conformance.row.Expect;
import dev.plumbline.conformance.row.Row;
import dev.plumbline.conformance.row.Senders;
import dev.plumbline.conformance.sender.Answer;
import dev.plumbline.conformance.sender.Messages;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.trace.v1.Span;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The catalogue of bad input, 28 and 30 to 33: attributes and their values. */
public final class ValueRows {
    private static final int MANY = 10_000;

    private ValueRows() {}

    public static List<Row> rows() {
        return List.of(
                new Row(
                        "input 28",
                        "ten thousand attributes, events and links are taken, more is cut and told",
                        ValueRows::many),
                new Row("input 30", "double, empty, huge and odd keys are taken", ValueRows::keys),
                new Row("input 31", "every kind of value is taken exactly", ValueRows::values),
                new Row("input 32", "GenAI values of a wrong type do not cost the span", ValueRows::wrongTypes),
                new Row("input 33", "an index of 999999999 costs no memory", ValueRows::hugeIndex));
    }

    private static Answer send(Senders senders, Span.Builder... spans) throws Exception {
        return senders.http.protobuf(Expect.TRACES, Messages.traces(spans));
    }

    private static void many(Senders senders) throws Exception {
        String trace = Messages.traceId();
        Span.Builder span = Messages.span(trace, "many");
        for (int i = 0; i < MANY; i++) {
            span.addAttributes(Messages.attribute("key." + i, "v"));
            span.addEvents(Span.Event.newBuilder().setName("e" + i).setTimeUnixNano(Messages.now()));
            span.addLinks(Span.Link.newBuilder()
                    .setTraceId(ByteString.fromHex(trace))
                    .setSpanId(ByteString.fromHex(Messages.spanId())));
        }
        Answer answer = send(senders, span, Messages.span(trace, "neighbour"));
        Expect.taken(answer);
        assertThat(answer.rejected()).isZero();
        Expect.stored(senders, trace, "many", "neighbour");

        String beyond = Messages.traceId();
        Span.Builder more = Messages.span(beyond, "more");
        for (int i = 0; i < 3 * MANY; i++) {
            more.addAttributes(Messages.attribute("key." + i, "v"));
        }
        Expect.taken(send(senders, more));
        Expect.stored(senders, beyond, "more");
    }

    private static void keys(Senders senders) throws Exception {
        String trace = Messages.traceId();
        Answer answer = send(
                senders,
                Messages.span(trace, "keys")
                        .addAttributes(Messages.attribute("twice", "first"))
                        .addAttributes(Messages.attribute("twice", "last"))
                        .addAttributes(Messages.attribute("", "empty key"))
                        .addAttributes(Messages.attribute("k".repeat(100_000), "long key"))
                        .addAttributes(Messages.attribute("a.b.c.d..e", "dots"))
                        .addAttributes(Messages.attribute("__proto__", "prototype")));
        Expect.taken(answer);
        assertThat(answer.rejected()).isZero();
        assertThat(Expect.attributes(senders, trace))
                .containsEntry("", "empty key")
                .containsEntry("a.b.c.d..e", "dots")
                .containsEntry("__proto__", "prototype")
                .containsKey("twice");
    }

    private static void values(Senders senders) throws Exception {
        String trace = Messages.traceId();
        AnyValue empty = AnyValue.getDefaultInstance();
        AnyValue list = AnyValue.newBuilder()
                .setArrayValue(ArrayValue.newBuilder()
                        .addValues(AnyValue.newBuilder().setStringValue("s"))
                        .addValues(AnyValue.newBuilder().setIntValue(1))
                        .addValues(empty))
                .build();
        AnyValue map = AnyValue.newBuilder()
                .setKvlistValue(KeyValueList.newBuilder()
                        .addValues(KeyValue.newBuilder().setKey("in").setValue(list)))
                .build();
        Answer answer = send(
                senders,
                Messages.span(trace, "values")
                        .addAttributes(Messages.attribute("empty", empty))
                        .addAttributes(Messages.attribute(
                                "bytes",
                                AnyValue.newBuilder()
                                        .setBytesValue(ByteString.copyFrom(new byte[] {0, -1}))
                                        .build()))
                        .addAttributes(Messages.attribute("list", list))
                        .addAttributes(Messages.attribute("map", map))
                        .addAttributes(Messages.attribute("nan", number(Double.NaN)))
                        .addAttributes(Messages.attribute("inf", number(Double.NEGATIVE_INFINITY)))
                        .addAttributes(Messages.attribute(
                                "max",
                                AnyValue.newBuilder()
                                        .setIntValue(Long.MAX_VALUE)
                                        .build()))
                        .addAttributes(Messages.attribute(
                                "min",
                                AnyValue.newBuilder()
                                        .setIntValue(Long.MIN_VALUE)
                                        .build())));
        Expect.clean(answer);
        assertThat(Expect.attributes(senders, trace))
                .containsEntry("max", Long.MAX_VALUE)
                .containsEntry("min", Long.MIN_VALUE)
                .containsKeys("empty", "bytes", "nan", "inf")
                .containsKey("map");
    }

    private static AnyValue number(double value) {
        return AnyValue.newBuilder().setDoubleValue(value).build();
    }

    private static void wrongTypes(Senders senders) throws Exception {
        String trace = Messages.traceId();
        Span.Builder span = Messages.span(trace, "wrong types")
                .addAttributes(Messages.attribute("gen_ai.operation.name", "chat"))
                .addAttributes(Messages.attribute("gen_ai.usage.input_tokens", "12.0"))
                .addAttributes(Messages.attribute("gen_ai.usage.output_tokens", number(1e18)))
                .addAttributes(Messages.attribute(
                        "gen_ai.usage.total_tokens",
                        AnyValue.newBuilder().setIntValue(-5).build()))
                .addAttributes(Messages.attribute("gen_ai.request.model", number(4)))
                .addAttributes(Messages.attribute("gen_ai.input.messages", "[{\"role\": not json"))
                .addAttributes(Messages.nested("gen_ai.output.messages", 3));
        Answer answer = send(senders, span, Messages.span(trace, "neighbour"));
        Expect.taken(answer);
        assertThat(answer.rejected()).isZero();
        Expect.stored(senders, trace, "wrong types", "neighbour");
    }

    private static void hugeIndex(Senders senders) throws Exception {
        String trace = Messages.traceId();
        Answer answer = send(
                senders,
                Messages.span(trace, "huge index")
                        .addAttributes(Messages.attribute("openinference.span.kind", "LLM"))
                        .addAttributes(Messages.attribute("llm.input_messages.999999999.message.content", "x"))
                        .addAttributes(Messages.attribute("llm.input_messages.99999999999999.message.role", "user"))
                        .addAttributes(Messages.attribute("gen_ai.prompt.2147483647.content", "x"))
                        .addAttributes(Messages.attribute("gen_ai.prompt.-1.content", "x")),
                Messages.span(trace, "neighbour"));
        Expect.taken(answer);
        assertThat(answer.rejected()).isZero();
        Expect.stored(senders, trace, "huge index", "neighbour");
    }
}
