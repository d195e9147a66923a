package dev.plumbline.ingest.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.contracts.identity.Identity;
import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.Part;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.ingest.IngestPipeline;
import dev.plumbline.ingest.IngestPipeline.Encoding;
import dev.plumbline.ingest.Sent;
import dev.plumbline.testkit.servers.PlumblineServers;
import dev.plumbline.tracestore.RequestQuery;
import dev.plumbline.tracestore.RequestReader;
import dev.plumbline.tracestore.StoredSpan;
import dev.plumbline.tracestore.TraceReader;
import dev.plumbline.tracestore.Truth;
import dev.plumbline.tracestore.fingerprint.CanonicalJson;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Whole agent conversations: every message, tool call, session and outcome comes back as it was. */
@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_trace"))
class ConversationsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    IngestPipeline pipeline;

    @Inject
    DataSource database;

    /** A conversation as it was sent: one trace per turn of the user. */
    private record Replayed(String session, List<Map<String, Object>> messages, List<String> traces, double reward) {}

    @Test
    void everyConversation_comesBackComplete() throws Exception {
        List<Replayed> all = new ArrayList<>();
        for (Map<String, Object> conversation :
                Captures.lines(Captures.folder("agent-conversations").resolve("airline-gpt-4o.jsonl.gz"))) {
            all.add(send(conversation));
        }
        assertThat(all).hasSize(100);

        for (Replayed replayed : all) {
            String last = replayed.traces().get(replayed.traces().size() - 1);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> settledTurns(replayed) == replayed.traces().size());
            RestAssured.given()
                    .header(Identity.HEADER, Identity.sign(PlumblineServers.SECRET, "test", Instant.now()))
                    .contentType(ContentType.JSON)
                    .body(Map.of(
                            "traceId", last, "name", "reward", "value", replayed.reward(), "source", "environment"))
                    .post("/api/v1/truth")
                    .then()
                    .statusCode(201);
            assertComplete(replayed, last);
        }
    }

    private int settledTurns(Replayed replayed) throws Exception {
        RequestQuery.Filter filter = new RequestQuery.Filter(null, null, null, replayed.session(), null, null);
        List<Request> requests =
                new RequestReader(database).list(new RequestQuery(1, 0, Long.MAX_VALUE, filter, null, 500));
        return requests.size();
    }

    private void assertComplete(Replayed replayed, String last) throws Exception {
        List<String> calls = new ArrayList<>();
        for (String trace : replayed.traces()) {
            for (StoredSpan span : new TraceReader(database).trace(1, trace)) {
                if (span.span().kind() == SpanKind.TOOL) {
                    calls.add(span.payload()
                            .content()
                            .input()
                            .get(0)
                            .parts()
                            .get(0)
                            .name());
                }
            }
        }
        assertThat(calls).isEqualTo(toolNames(replayed.messages()));
        List<StoredSpan> spans = new TraceReader(database).trace(1, last);
        Content whole = spans.get(spans.size() - 1).payload().content();
        List<Message> rebuilt = new ArrayList<>(whole.input());
        rebuilt.addAll(whole.output());
        assertThat(rebuilt).hasSameSizeAs(replayed.messages());
        for (int i = 0; i < rebuilt.size(); i++) {
            assertThat(plain(rebuilt.get(i)))
                    .isEqualTo(plain(replayed.messages().get(i)));
        }
        assertThat(new RequestReader(database).truths(1, last))
                .singleElement()
                .extracting(Truth::value)
                .isEqualTo(replayed.reward());
    }

    private Replayed send(Map<String, Object> conversation) throws Exception {
        List<Map<String, Object>> messages = upToTheLastAnswer(conversation);
        String session = "task-" + conversation.get("task_id") + "-" + conversation.get("trial");
        Replayed replayed =
                new Replayed(session, messages, new ArrayList<>(), ((Number) conversation.get("reward")).doubleValue());
        List<Span.Builder> turn = new ArrayList<>();
        String trace = "";
        String root = "";
        for (int i = 0; i < messages.size(); i++) {
            Map<String, Object> message = messages.get(i);
            switch (String.valueOf(message.get("role"))) {
                case "user" -> {
                    flush(turn, replayed, trace);
                    trace = Sent.randomTraceId();
                    root = Sent.randomSpanId();
                    turn.add(later(
                            Sent.span(
                                    trace,
                                    root,
                                    "",
                                    Map.of("gen_ai.operation.name", "invoke_agent", "session.id", session)),
                            i));
                }
                case "assistant" ->
                    turn.add(later(Sent.span(trace, Sent.randomSpanId(), root, call(session, messages, i)), i));
                case "tool" -> turn.add(later(Sent.span(trace, Sent.randomSpanId(), root, tool(message)), i));
                default -> {
                    // The system prompt is part of every call.
                }
            }
        }
        flush(turn, replayed, trace);
        return replayed;
    }

    /** Trailing user messages have no answer, so no call saw them. */
    private static List<Map<String, Object>> upToTheLastAnswer(Map<String, Object> conversation) {
        List<Map<String, Object>> messages = new ArrayList<>();
        ((List<?>) conversation.get("messages")).forEach(item -> messages.add(Captures.attributes((Map<?, ?>) item)));
        while (!"assistant".equals(messages.get(messages.size() - 1).get("role"))) {
            messages.remove(messages.size() - 1);
        }
        return messages;
    }

    private static Span.Builder later(Span.Builder span, int step) {
        long shift = step * 1_000_000L;
        return span.setStartTimeUnixNano(span.getStartTimeUnixNano() + shift)
                .setEndTimeUnixNano(span.getStartTimeUnixNano() + shift + 1);
    }

    private void flush(List<Span.Builder> turn, Replayed replayed, String trace) throws Exception {
        if (!turn.isEmpty()) {
            pipeline.traces(
                    1,
                    Encoding.PROTOBUF,
                    Sent.traces(turn.toArray(Span.Builder[]::new)).toByteArray());
            replayed.traces().add(trace);
            turn.clear();
        }
    }

    private static Map<String, Object> call(String session, List<Map<String, Object>> messages, int at)
            throws JsonProcessingException {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("gen_ai.operation.name", "chat");
        attributes.put("gen_ai.request.model", "gpt-4o");
        attributes.put("session.id", session);
        attributes.put("gen_ai.input.messages", JSON.writeValueAsString(messages.subList(0, at)));
        attributes.put("gen_ai.output.messages", JSON.writeValueAsString(List.of(messages.get(at))));
        return attributes;
    }

    private static Map<String, Object> tool(Map<String, Object> message) {
        return Map.of(
                "gen_ai.operation.name", "execute_tool",
                "gen_ai.tool.name", message.get("name"),
                "gen_ai.tool.call.id", message.get("tool_call_id"),
                "gen_ai.tool.call.result", message.get("content"));
    }

    private static List<String> toolNames(List<Map<String, Object>> messages) {
        return messages.stream()
                .filter(message -> "tool".equals(message.get("role")))
                .map(message -> String.valueOf(message.get("name")))
                .toList();
    }

    /** The original, as text that the rebuilt one must equal. */
    private static String plain(Map<String, Object> message) {
        StringBuilder text = new StringBuilder(message.get("role") + ":");
        if (message.get("content") != null) {
            text.append(message.get("content"));
        }
        if (message.get("tool_calls") instanceof List<?> calls) {
            for (Object call : calls) {
                Map<?, ?> function = (Map<?, ?>) ((Map<?, ?>) call).get("function");
                text.append("|")
                        .append(((Map<?, ?>) call).get("id"))
                        .append(function.get("name"))
                        .append(tree(function.get("arguments")));
            }
        }
        return text.toString();
    }

    private static String plain(Message message) {
        StringBuilder text = new StringBuilder(message.role() + ":");
        for (Part part : message.parts()) {
            text.append(
                    part.type().equals("tool_call")
                            ? "|" + part.id() + part.name() + tree(part.json())
                            : String.valueOf(part.text()));
        }
        return text.toString();
    }

    /** Arguments are kept as canonical JSON: the order of their keys is no content. */
    private static Object tree(Object json) {
        try {
            return CanonicalJson.write(JSON.readValue(String.valueOf(json), Object.class));
        } catch (JsonProcessingException e) {
            return String.valueOf(json);
        }
    }
}
