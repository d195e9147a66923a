package dev.plumbline.conformance.row;

import dev.plumbline.conformance.sender.Answer;
import dev.plumbline.conformance.sender.HttpSender;
import dev.plumbline.conformance.sender.Messages;
import dev.plumbline.conformance.sender.Target;
import dev.plumbline.conformance.sender.Target.Seen;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What the rows expect again and again. */
public final class Expect {
    public static final String TRACES = "/v1/traces";
    public static final String LOGS = "/v1/logs";
    public static final String METRICS = "/v1/metrics";

    public static final int OK = 0;
    public static final int INVALID_ARGUMENT = 3;
    public static final int RESOURCE_EXHAUSTED = 8;
    public static final int UNIMPLEMENTED = 12;
    public static final int UNAVAILABLE = 14;
    public static final int UNAUTHENTICATED = 16;

    private static final String RETRY_INFO = "google.rpc.RetryInfo";

    private Expect() {}

    /** 200 or OK, and {@code partial_success} unset. */
    public static void clean(Answer answer) throws Exception {
        taken(answer);
        assertThat(answer.header("content-type").startsWith(HttpSender.JSON) ? answer.text() : answer.body())
                .as("a full success leaves partial_success unset")
                .isIn("{}", new byte[0]);
    }

    /** 200 or OK, with or without a warning. */
    public static void taken(Answer answer) {
        assertThat(answer.status()).as("HTTP status, body %s", answer.text()).isEqualTo(200);
        if (answer.grpcStatus() >= 0) {
            assertThat(answer.grpcStatus()).as(answer.header("grpc-message")).isEqualTo(OK);
        }
    }

    /** Taken but for so many, and the reason says one of these words. */
    public static void partly(Answer answer, int rejected, String... words) throws Exception {
        taken(answer);
        assertThat(answer.rejected()).as("rejected, %s", answer.warning()).isEqualTo(rejected);
        assertThat(answer.warning()).as("the reasons").isNotEmpty().containsIgnoringCase(words[0]);
    }

    /** Taken whole, with a warning that says this. */
    public static void warned(Answer answer, String words) throws Exception {
        partly(answer, 0, words);
    }

    /** A {@code google.rpc.Status} in protobuf with a message, never a retryable code. */
    public static void refused(Answer answer, int status) throws Exception {
        assertThat(answer.status()).as("HTTP status, body %s", answer.text()).isEqualTo(status);
        assertThat(answer.status()).isNotIn(429, 502, 503, 504);
        if (answer.header("content-type").startsWith(HttpSender.JSON)) {
            assertThat(answer.text()).contains("\"message\"");
        } else {
            assertThat(answer.header("content-type")).isEqualTo(HttpSender.PROTOBUF);
            assertThat(Answer.statusMessage(answer.body())).isNotEmpty();
            assertThat(Answer.detailTypes(answer.body())).doesNotContain(RETRY_INFO);
        }
    }

    /** This gRPC status with a message and without {@code RetryInfo}. */
    public static void refusedGrpc(Answer answer, int code) throws Exception {
        assertThat(answer.grpcStatus()).as(answer.header("grpc-message")).isEqualTo(code);
        assertThat(answer.header("grpc-message")).isNotEmpty();
        assertThat(details(answer)).doesNotContain(RETRY_INFO);
    }

    public static List<String> details(Answer answer) throws Exception {
        String binary = answer.header("grpc-status-details-bin");
        return binary.isEmpty()
                ? List.of()
                : Answer.detailTypes(java.util.Base64.getDecoder().decode(binary));
    }

    /** 503 with Retry-After over HTTP, UNAVAILABLE with RetryInfo over gRPC. */
    public static void overloaded(Answer answer) throws Exception {
        if (answer.grpcStatus() >= 0) {
            assertThat(answer.grpcStatus()).as(answer.header("grpc-message")).isEqualTo(UNAVAILABLE);
            assertThat(details(answer)).contains(RETRY_INFO);
        } else {
            assertThat(answer.status()).as(answer.text()).isEqualTo(503);
            assertThat(answer.header("retry-after")).matches("[0-9]+");
            assertThat(Answer.detailTypes(answer.body())).contains(RETRY_INFO);
        }
    }

    /** These spans and no others are visible now, where the store can be seen. */
    public static void stored(Senders senders, String traceId, String... names) throws Exception {
        if (senders.target.store() != null) {
            assertThat(seen(senders, traceId)).extracting(Seen::name).containsExactlyInAnyOrder(names);
        }
    }

    public static List<Seen> seen(Senders senders, String traceId) throws Exception {
        Target.Store store = senders.target.store();
        return store == null ? List.of() : store.spans(null, traceId);
    }

    /** The attributes of the only span of the trace; null where the store cannot be seen. */
    public static Map<String, Object> attributes(Senders senders, String traceId) throws Exception {
        Target.Store store = senders.target.store();
        if (store == null) {
            throw new Row.NotApplicableException("needs a view of the store");
        }
        List<Seen> spans = store.spans(null, traceId);
        assertThat(spans).hasSize(1);
        return spans.get(0).attributes();
    }

    /** The receiver still works: what people call "one bad sender takes nobody down". */
    public static void alive(Senders senders) throws Exception {
        String trace = Messages.traceId();
        clean(senders.http.protobuf(TRACES, Messages.traces(Messages.span(trace, "neighbour"))));
        stored(senders, trace, "neighbour");
    }
}
