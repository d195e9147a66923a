package dev.plumbline.conformance.input;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.plumbline.conformance.row.Expect;
import dev.plumbline.conformance.row.Row;
import dev.plumbline.conformance.row.Senders;
import dev.plumbline.conformance.sender.Answer;
import dev.plumbline.conformance.sender.Messages;
import dev.plumbline.conformance.sender.Target.Seen;
import io.opentelemetry.proto.trace.v1.Span;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The catalogue of bad input, 26, 27, 29 and 40: text of any kind. */
public final class TextRows {
    private TextRows() {}

    public static List<Row> rows() {
        return List.of(
                new Row("input 26", "invalid UTF-8 is stored with U+FFFD and a warning", TextRows::invalidUtf8),
                new Row("input 27", "NUL and lone surrogates take nothing down", TextRows::nul),
                new Row("input 29", "an attribute of megabytes is taken", TextRows::large),
                new Row("input 40", "text of any kind is stored to the byte", TextRows::text));
    }

    private static Answer send(Senders senders, Span.Builder... spans) throws Exception {
        return senders.http.protobuf(Expect.TRACES, Messages.traces(spans));
    }

    private static void invalidUtf8(Senders senders) throws Exception {
        String trace = Messages.traceId();
        ByteString broken = ByteString.copyFrom(new byte[] {'a', (byte) 0xC3, '(', (byte) 0xFF});
        UnknownFieldSet name = UnknownFieldSet.newBuilder()
                .addField(
                        5,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(broken)
                                .build())
                .build();
        Answer answer = send(
                senders,
                Messages.span(trace, "").clearName().mergeUnknownFields(name),
                Messages.span(trace, "neighbour"));

        Expect.warned(answer, "UTF-8");
        Expect.stored(senders, trace, "a\uFFFD(\uFFFD", "neighbour");
    }

    private static void nul(Senders senders) throws Exception {
        String trace = Messages.traceId();
        Answer answer = send(
                senders,
                Messages.span(trace, "n\0ul").addAttributes(Messages.attribute("session.id", "s\0")),
                Messages.span(trace, "text")
                        .addAttributes(Messages.attribute("app.nul", "a\0b"))
                        .addAttributes(Messages.attribute("json", "{\"t\":\"\\u0000\\ud800\"}")),
                Messages.span(trace, "neighbour"));
        Expect.taken(answer);
        assertThat(answer.rejected()).isZero();
        Answer json = senders.http.json(
                Expect.TRACES,
                Messages.json(Messages.jsonSpan(
                        trace,
                        "surrogate \\ud800",
                        ",\"attributes\":[{\"key\":\"k\",\"value\":{\"stringValue\":\"\\u0000 \\udfff\"}}]")));
        Expect.taken(json);
        if (senders.target.store() != null) {
            assertThat(Expect.seen(senders, trace))
                    .hasSize(4)
                    .extracting(Seen::name)
                    .contains("text", "neighbour");
        }
    }

    private static void large(Senders senders) throws Exception {
        String trace = Messages.traceId();
        int length = senders.target.limits().messageBytes() / 2;
        String text = "A long context. ".repeat(length / 16);
        Expect.clean(send(senders, Messages.span(trace, "large").addAttributes(Messages.attribute("context", text))));
        Expect.stored(senders, trace, "large");
        if (senders.target.store() != null) {
            assertThat(Expect.attributes(senders, trace).get("context")).isEqualTo(text);
        }
    }

    private static void text(Senders senders) throws Exception {
        String trace = Messages.traceId();
        Map<String, String> texts = Map.of(
                "sql", "'; DROP TABLE span; --",
                "html", "<script>alert(1)</script><img src=x onerror=alert(1)>",
                "ansi", "\u001b[2J\u001b[31mred",
                "rtl", "\u202Egnp.exe \u2066x\u2069",
                "emoji", "👩‍👩‍👧 𝒳 \uD83D\uDE00",
                "line", "x".repeat(1_000_000));
        Span.Builder span = Messages.span(trace, texts.get("html") + texts.get("emoji"));
        texts.forEach((key, value) -> span.addAttributes(Messages.attribute(key, value)));

        Expect.clean(send(senders, span));

        assertThat(Expect.attributes(senders, trace)).containsAllEntriesOf(texts);
        List<Seen> seen = Expect.seen(senders, trace);
        assertThat(seen.get(0).name()).isEqualTo(span.getName());
    }
}
