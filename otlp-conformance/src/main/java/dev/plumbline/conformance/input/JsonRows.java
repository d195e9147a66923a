package dev.plumbline.conformance.input;

import dev.plumbline.conformance.row.Expect;
import dev.plumbline.conformance.row.Row;
import dev.plumbline.conformance.row.Senders;
import dev.plumbline.conformance.sender.Answer;
import dev.plumbline.conformance.sender.Messages;
import io.opentelemetry.proto.trace.v1.Span;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The catalogue of bad input, 9 to 14: what is wrong with a message in JSON, or at the wrong path. */
public final class JsonRows {
    private JsonRows() {}

    public static List<Row> rows() {
        return List.of(
                new Row(
                        "input 9",
                        "JSON with unknown keys, nulls and either kind of integer is taken",
                        JsonRows::lenientJson),
                new Row(
                        "input 10",
                        "enum names are read, snake case is unknown, base64 ids cost their span",
                        JsonRows::foreignJson),
                new Row("input 11", "endless nesting is 400 or costs its value, never the stack", JsonRows::nesting),
                new Row(
                        "input 12",
                        "trailing garbage and impossible numbers are 400, or cost their span",
                        JsonRows::badJson),
                new Row("input 13", "attributes as an object are refused by name", JsonRows::attributesAsObject),
                new Row(
                        "input 14",
                        "logs at the traces path are refused by name, and the reverse",
                        JsonRows::wrongSignal));
    }

    private static void lenientJson(Senders senders) throws Exception {
        String trace = Messages.traceId();
        Expect.clean(senders.http.json(
                Expect.TRACES,
                "{\"resourceSpans\":[{\"resource\":null,\"schemaUrl\":null,\"scopeSpans\":[{\"scope\":null,\"spans\":["
                        + "{\"traceId\":\"" + trace + "\",\"spanId\":\"00F067AA0BA902B7\",\"name\":\"lenient\","
                        + "\"startTimeUnixNano\":1700000000000000000,\"endTimeUnixNano\":\"1700000000000000001\","
                        + "\"status\":null,\"links\":null,\"attributes\":[],\"?\":{\"deep\":[[[]]]}}]}]}]}"));
        Expect.stored(senders, trace, "lenient");
    }

    private static void foreignJson(Senders senders) throws Exception {
        String trace = Messages.traceId();
        String named = Messages.jsonSpan(
                trace, "named", ",\"kind\":\"SPAN_KIND_CLIENT\",\"status\":{\"code\":\"STATUS_CODE_ERROR\"}");
        Expect.clean(senders.http.json(Expect.TRACES, Messages.json(named)));
        Expect.clean(senders.http.json(
                Expect.TRACES, "{\"resource_spans\":[{\"scope_spans\":[{\"spans\":[{\"name\":\"snake\"}]}]}]}"));
        Answer base64 = senders.http.json(
                Expect.TRACES,
                Messages.json(
                        "{\"traceId\":\"q83vEjRWeJCrze8SNFZ4kA==\",\"spanId\":\"q83vEjRWeJA=\",\"name\":\"base64\"}",
                        Messages.jsonSpan(trace, "hex", "")));
        assertThat(base64.status()).isEqualTo(200);
        assertThat(base64.text()).contains("\"rejectedSpans\":\"1\"").contains("base64");
        Expect.stored(senders, trace, "named", "hex");
    }

    private static void nesting(Senders senders) throws Exception {
        String trace = Messages.traceId();
        Expect.refused(senders.http.json(Expect.TRACES, "[".repeat(10_000)), 400);
        Expect.refused(
                senders.http.json(Expect.TRACES, "{\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"), 400);
        Expect.warned(
                senders.http.protobuf(
                        Expect.TRACES,
                        Messages.traces(
                                Messages.span(trace, "deep").addAttributes(Messages.nested("deep", 3000)),
                                Messages.span(trace, "neighbour"))),
                "nested");
        String deepJson = "{\"arrayValue\":{\"values\":[".repeat(80) + "{\"intValue\":1}" + "]}}".repeat(80);
        Answer json = senders.http.json(
                Expect.TRACES,
                Messages.json(Messages.jsonSpan(
                        trace, "deep json", ",\"attributes\":[{\"key\":\"deep\",\"value\":" + deepJson + "}]")));
        Expect.taken(json);
        Expect.stored(senders, trace, "deep", "neighbour", "deep json");
    }

    private static void badJson(Senders senders) throws Exception {
        String trace = Messages.traceId();
        String good = Messages.jsonSpan(trace, "good", "");
        Expect.refused(senders.http.json(Expect.TRACES, Messages.json(good) + "x"), 400);
        Expect.refused(senders.http.json(Expect.TRACES, Messages.json(good) + "{}"), 400);
        Expect.stored(senders, trace);
        for (String bad : List.of(
                ",\"attributes\":[{\"key\":\"k\",\"value\":{\"doubleValue\":1e400}}]",
                ",\"attributes\":[{\"key\":\"k\",\"value\":{\"intValue\":\"99999999999999999999\"}}]",
                ",\"attributes\":[{\"key\":\"k\",\"value\":{\"intValue\":1e999999999}}]",
                ",\"attributes\":[{\"key\":\"k\",\"value\":{\"intValue\":1,\"stringValue\":\"s\"}}]",
                ",\"events\":[{\"timeUnixNano\":\"-1\"}]",
                ",\"events\":{}")) {
            Expect.refused(senders.http.json(Expect.TRACES, Messages.json(Messages.jsonSpan(trace, "bad", bad))), 400);
            String neighbour = Messages.traceId();
            Answer beside = senders.http.json(
                    Expect.TRACES,
                    Messages.json(Messages.jsonSpan(neighbour, "bad", bad), Messages.jsonSpan(neighbour, "kept", "")));
            Expect.taken(beside);
            assertThat(beside.text()).contains("\"rejectedSpans\":\"1\"");
            Expect.stored(senders, neighbour, "kept");
        }
        Expect.stored(senders, trace);
        Expect.clean(senders.http.json(
                Expect.TRACES, Messages.json(Messages.jsonSpan(trace, "first", ",\"name\":\"last\""))));
        Expect.stored(senders, trace, "last");
    }

    private static void attributesAsObject(Senders senders) throws Exception {
        Answer answer = senders.http.json(
                Expect.TRACES,
                Messages.json(Messages.jsonSpan(Messages.traceId(), "home-made", ",\"attributes\":{\"a\":\"b\"}")));
        Expect.refused(answer, 400);
        assertThat(answer.text()).contains("attributes").contains("array");
    }

    private static void wrongSignal(Senders senders) throws Exception {
        String trace = Messages.traceId();
        byte[] logs = Messages.logs(Messages.log(trace, "a"), Messages.log(trace, "b"));
        byte[] logsWithoutIds = Messages.logs(
                Messages.log(trace, "a").clearTraceId().clearSpanId().clearTimeUnixNano());
        Span.Builder span = Messages.span(trace, "a span");

        for (byte[] message : List.of(logs, logsWithoutIds)) {
            Answer answer = senders.http.protobuf(Expect.TRACES, message);
            Expect.refused(answer, 400);
            assertThat(Answer.statusMessage(answer.body())).contains("/v1/logs");
        }
        Answer reverse = senders.http.protobuf(Expect.LOGS, Messages.traces(span));
        Expect.refused(reverse, 400);
        assertThat(Answer.statusMessage(reverse.body())).contains("/v1/traces");
        Answer json = senders.http.json(
                Expect.TRACES, "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{}}]}]}]}");
        Expect.refused(json, 400);
        assertThat(json.text()).contains("/v1/logs");
        Expect.refused(senders.http.json(Expect.LOGS, Messages.json(Messages.jsonSpan(trace, "x", ""))), 400);
        Expect.stored(senders, trace);
    }
}
