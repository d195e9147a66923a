package dev.plumbline.conformance.row;

import dev.plumbline.conformance.sender.Answer;
import dev.plumbline.conformance.sender.HttpSender;
import dev.plumbline.conformance.sender.Messages;
import dev.plumbline.conformance.sender.RawSender;

import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** OTLP over HTTP, and its JSON encoding. */
public final class HttpRows {
    private HttpRows() {}

    public static List<Row> rows() {
        return List.of(
                new Row(
                        "H1",
                        "POST of three signals, HTTP/1.1 and HTTP/2, two encodings on one port",
                        HttpRows::carriers),
                new Row("H2", "answers in the request's encoding", HttpRows::sameEncoding),
                new Row("H3", "every error body is a Status in the request's encoding", HttpRows::statusBodies),
                new Row("H4", "400 for the unreadable, 413 for the too large", HttpRows::codes),
                new Row("H5", "gives no retryable code to what is bad for good", HttpRows::permanent),
                new Row("H6", "503 with Retry-After under overload, and recovers alone", Overload::overHttp),
                new Row("H7", "a sender that hears nothing may send again", HttpRows::unheard),
                new Row("J1", "reads ids as hex of either case and bytes as base64", HttpRows::jsonIds),
                new Row("J2", "reads enums as numbers, ignores unknown keys", HttpRows::jsonKeys),
                new Row("J3", "reads 64-bit integers as text or number, NaN and null", HttpRows::jsonNumbers));
    }

    private static void carriers(Senders senders) throws Exception {
        String trace = Messages.traceId();
        Expect.clean(senders.http.protobuf(Expect.TRACES, Messages.traces(Messages.span(trace, "1.1"))));
        Expect.clean(senders.http2.protobuf(Expect.TRACES, Messages.traces(Messages.span(trace, "2"))));
        Expect.clean(senders.http.json(Expect.TRACES, Messages.json(Messages.jsonSpan(trace, "json", ""))));
        Expect.clean(senders.http.send(
                "POST",
                Expect.TRACES,
                Messages.json(Messages.jsonSpan(trace, "charset", "")).getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "Application/JSON; charset=utf-8"));
        Expect.clean(senders.http.protobuf(Expect.LOGS, Messages.logs(Messages.log(trace, "log"))));
        Expect.taken(senders.http.protobuf(Expect.METRICS, Messages.metrics(1)));
        Expect.stored(senders, trace, "1.1", "2", "json", "charset");
    }

    private static void sameEncoding(Senders senders) throws Exception {
        Answer protobuf = senders.http.protobuf(Expect.TRACES, new byte[0]);
        Answer json = senders.http.json(Expect.TRACES, "{}");

        assertThat(protobuf.header("content-type")).isEqualTo(HttpSender.PROTOBUF);
        assertThat(protobuf.body()).isEmpty();
        assertThat(json.header("content-type")).startsWith(HttpSender.JSON);
        assertThat(json.text()).isEqualTo("{}");
        assertThat(senders.http.protobuf(Expect.TRACES, new byte[] {1}).header("content-type"))
                .isEqualTo(HttpSender.PROTOBUF);
        assertThat(senders.http.json(Expect.TRACES, "[").header("content-type")).startsWith(HttpSender.JSON);
    }

    private static void statusBodies(Senders senders) throws Exception {
        Answer protobuf = senders.http.protobuf(Expect.TRACES, new byte[] {10, 100, 1});
        Expect.refused(protobuf, 400);
        assertThat(Answer.detailTypes(protobuf.body())).contains("google.rpc.BadRequest");
        Answer json = senders.http.json(Expect.TRACES, "{\"resourceSpans\":7}");
        Expect.refused(json, 400);
        assertThat(json.text()).contains("resourceSpans").contains("google.rpc.BadRequest");
        Expect.refused(senders.http.protobuf("/v1/nothing", new byte[0]), 404);
        Expect.refused(senders.http.send("PUT", Expect.TRACES, new byte[0], "Content-Type", HttpSender.PROTOBUF), 405);
        Expect.refused(senders.http.protobuf(Expect.TRACES, new byte[0], "Authorization", "Bearer nobody"), 401);
    }

    private static void codes(Senders senders) throws Exception {
        byte[] tooLarge = new byte[senders.target.limits().messageBytes() + 1];
        for (String path : List.of(Expect.TRACES, Expect.LOGS, Expect.METRICS)) {
            Expect.refused(senders.http.protobuf(path, new byte[] {10, 100, 1}), 400);
            Expect.refused(senders.http.json(path, "{"), 400);
            Expect.refused(senders.http.protobuf(path, tooLarge), 413);
        }
        Expect.refused(
                senders.http.send(
                        "POST",
                        Expect.TRACES,
                        HttpSender.gzip(" ".repeat(tooLarge.length).getBytes(StandardCharsets.US_ASCII)),
                        "Content-Type",
                        HttpSender.JSON,
                        "Content-Encoding",
                        "gzip"),
                413);
    }

    private static void permanent(Senders senders) throws Exception {
        for (Answer answer : List.of(
                senders.http.protobuf(Expect.TRACES, new byte[] {1, 2, 3}),
                senders.http.json(Expect.TRACES, "no json"),
                senders.http.protobuf(Expect.TRACES, new byte[] {1}, "Content-Encoding", "gzip"),
                senders.http.protobuf(Expect.TRACES, new byte[] {1}, "Content-Encoding", "br"),
                senders.http.protobuf(Expect.TRACES, new byte[0], "Authorization", "Bearer nobody"),
                senders.http.send("POST", Expect.TRACES, new byte[0]))) {
            assertThat(answer.status()).as(answer.text()).isBetween(400, 499).isNotIn(408, 429);
        }
    }

    private static void unheard(Senders senders) throws Exception {
        String trace = Messages.traceId();
        byte[] message = Messages.traces(Messages.span(trace, "unheard"));
        try (RawSender gone = senders.rawHttp()) {
            gone.head(Expect.TRACES, message.length);
            gone.write(message);
        }

        Expect.clean(senders.http.protobuf(Expect.TRACES, message));

        Expect.stored(senders, trace, "unheard");
    }

    private static void jsonIds(Senders senders) throws Exception {
        String trace = Messages.traceId();
        String bytes = ",\"attributes\":[{\"key\":\"b\",\"value\":{\"bytesValue\":\"AAEC/w==\"}}]";
        Expect.clean(senders.http.json(
                Expect.TRACES,
                Messages.json(
                        Messages.jsonSpan(trace.toUpperCase(java.util.Locale.ROOT), "upper", bytes),
                        Messages.jsonSpan(trace, "lower", ""))));
        Expect.stored(senders, trace, "upper", "lower");
    }

    private static void jsonKeys(Senders senders) throws Exception {
        String trace = Messages.traceId();
        Expect.clean(senders.http.json(
                Expect.TRACES,
                "{\"future\":{\"a\":[1]},"
                        + Messages.json(Messages.jsonSpan(
                                        trace, "known", ",\"kind\":3,\"status\":{\"code\":2,\"x\":1},\"later\":[{}]"))
                                .substring(1)));
        Expect.stored(senders, trace, "known");
    }

    private static void jsonNumbers(Senders senders) throws Exception {
        String trace = Messages.traceId();
        Expect.clean(senders.http.json(
                Expect.TRACES,
                Messages.json(Messages.jsonSpan(
                        trace,
                        "numbers",
                        ",\"parentSpanId\":null,\"events\":null,\"attributes\":["
                                + "{\"key\":\"text\",\"value\":{\"intValue\":\"9223372036854775807\"}},"
                                + "{\"key\":\"number\",\"value\":{\"intValue\":-9223372036854775808}},"
                                + "{\"key\":\"nan\",\"value\":{\"doubleValue\":\"NaN\"}},"
                                + "{\"key\":\"inf\",\"value\":{\"doubleValue\":\"-Infinity\"}},"
                                + "{\"key\":\"null\",\"value\":null},"
                                + "{\"key\":\"double\",\"value\":{\"doubleValue\":0.5}}]"))));
        Expect.stored(senders, trace, "numbers");
        if (senders.target.store() != null) {
            assertThat(Expect.attributes(senders, trace))
                    .containsEntry("text", Long.MAX_VALUE)
                    .containsEntry("number", Long.MIN_VALUE)
                    .containsEntry("double", 0.5);
        }
    }
}
