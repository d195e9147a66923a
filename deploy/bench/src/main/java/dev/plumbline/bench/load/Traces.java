package dev.plumbline.bench.load;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Traces of eight spans in the GenAI semantic conventions: one agent, three model calls with 2 KB in and 1 KB out, two
 * retrievers with three documents of 500 bytes, two tools. The same seed gives the same traces.
 */
public final class Traces {
    /** Spans of one trace. */
    public static final int SPANS = 8;

    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
    private static final String[] MODELS = {"gpt-4o-mini", "gpt-4o", "claude-sonnet-4-5"};

    private final SplittableRandom random;
    private final Prose prose;
    private final Clock clock;
    private final String instructions;

    public Traces(long seed, Clock clock) {
        this.random = new SplittableRandom(seed);
        this.prose = new Prose(random.split());
        this.clock = clock;
        // Applications repeat their system prompt in every call.
        this.instructions = prose.text(600);
    }

    /** The spans of one new trace, root first; it has just ended. */
    public List<Span> next() {
        long start = TimeUnit.MILLISECONDS.toNanos(clock.millis()) - 2 * SPANS * STEP_NANOS + random.nextInt(1_000_000);
        ByteString trace = id(16);
        ByteString root = id(8);
        String question = prose.text(120);
        List<Span> spans = new ArrayList<>(SPANS);
        spans.add(span(trace, root, ByteString.EMPTY, "invoke_agent support", start)
                .addAttributes(text("gen_ai.operation.name", "invoke_agent"))
                .addAttributes(text("gen_ai.agent.name", "support"))
                .addAttributes(text("gen_ai.conversation.id", "s-" + random.nextInt(100_000)))
                .addAttributes(text("user.id", "u-" + random.nextInt(20_000)))
                .addAttributes(text("app.plan", random.nextBoolean() ? "pro" : "free"))
                .addAttributes(text("gen_ai.input.messages", message("user", question)))
                .addAttributes(text("gen_ai.output.messages", message("assistant", prose.text(400))))
                .build());
        for (int i = 0; i < 3; i++) {
            spans.add(call(trace, root, start + (i + 1) * STEP_NANOS, question));
        }
        for (int i = 0; i < 2; i++) {
            spans.add(retrieval(trace, root, start + (i + 4) * STEP_NANOS, question));
            spans.add(tool(trace, root, start + (i + 6) * STEP_NANOS));
        }
        return spans;
    }

    /** One message with so many new traces. */
    public ExportTraceServiceRequest message(int traces) {
        List<Span> spans = new ArrayList<>(traces * SPANS);
        for (int i = 0; i < traces; i++) {
            spans.addAll(next());
        }
        return message(spans);
    }

    /** A message with these spans, from one application. */
    public static ExportTraceServiceRequest message(List<Span> spans) {
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder()
                                .addAttributes(text("service.name", "support"))
                                .addAttributes(text("service.version", "2026.3.1"))
                                .addAttributes(text("deployment.environment.name", "production"))
                                .addAttributes(text("telemetry.sdk.language", "python"))
                                .addAttributes(text("telemetry.sdk.version", "1.38.0")))
                        .addScopeSpans(ScopeSpans.newBuilder()
                                .setScope(InstrumentationScope.newBuilder()
                                        .setName("opentelemetry.instrumentation.openai_v2")
                                        .setVersion("2.1b0"))
                                .addAllSpans(spans)))
                .build();
    }

    private Span call(ByteString trace, ByteString root, long start, String question) {
        String model = MODELS[random.nextInt(MODELS.length)];
        String asked = "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"" + question
                + "\"}]},{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"" + prose.text(500)
                + "\"}]},{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"" + prose.text(600) + "\"}]}]";
        return span(trace, id(8), root, "chat " + model, start)
                .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
                .addAttributes(text("gen_ai.operation.name", "chat"))
                .addAttributes(text("gen_ai.provider.name", "openai"))
                .addAttributes(text("gen_ai.request.model", model))
                .addAttributes(text("gen_ai.response.model", model + "-2026-01-15"))
                .addAttributes(text("gen_ai.response.id", "chatcmpl-" + Long.toHexString(random.nextLong())))
                .addAttributes(number("gen_ai.request.max_tokens", 1024))
                .addAttributes(number("gen_ai.usage.input_tokens", 400 + random.nextInt(200)))
                .addAttributes(number("gen_ai.usage.output_tokens", 150 + random.nextInt(150)))
                .addAttributes(text("server.address", "api.openai.com"))
                .addAttributes(text(
                        "gen_ai.system_instructions", "[{\"type\":\"text\",\"content\":\"" + instructions + "\"}]"))
                .addAttributes(text("gen_ai.input.messages", asked))
                .addAttributes(text("gen_ai.output.messages", message("assistant", prose.text(1_000))))
                .build();
    }

    private Span retrieval(ByteString trace, ByteString root, long start, String question) {
        StringBuilder documents = new StringBuilder("[");
        for (int i = 0; i < 3; i++) {
            documents
                    .append(i == 0 ? "" : ",")
                    .append("{\"id\":\"doc-")
                    .append(random.nextInt(5_000))
                    .append("\",\"score\":0.")
                    .append(100 + random.nextInt(900))
                    .append(",\"content\":\"")
                    .append(prose.text(500))
                    .append("\"}");
        }
        return span(trace, id(8), root, "retrieval articles", start)
                .addAttributes(text("gen_ai.operation.name", "retrieval"))
                .addAttributes(text("gen_ai.data_source.id", "articles"))
                .addAttributes(text("gen_ai.retrieval.query.text", question))
                .addAttributes(
                        text("gen_ai.retrieval.documents", documents.append(']').toString()))
                .build();
    }

    private Span tool(ByteString trace, ByteString root, long start) {
        return span(trace, id(8), root, "execute_tool get_order", start)
                .addAttributes(text("gen_ai.operation.name", "execute_tool"))
                .addAttributes(text("gen_ai.tool.name", "get_order"))
                .addAttributes(text("gen_ai.tool.call.id", "call_" + Long.toHexString(random.nextLong())))
                .addAttributes(text("gen_ai.tool.call.arguments", "{\"order\":" + random.nextInt(1_000_000) + "}"))
                .addAttributes(text("gen_ai.tool.call.result", "{\"state\":\"" + prose.text(160) + "\"}"))
                .build();
    }

    private static Span.Builder span(ByteString trace, ByteString id, ByteString parent, String name, long start) {
        return Span.newBuilder()
                .setTraceId(trace)
                .setSpanId(id)
                .setParentSpanId(parent)
                .setName(name)
                .setKind(Span.SpanKind.SPAN_KIND_INTERNAL)
                .setStartTimeUnixNano(start)
                .setEndTimeUnixNano(start + STEP_NANOS);
    }

    private static String message(String role, String content) {
        return "[{\"role\":\"" + role + "\",\"parts\":[{\"type\":\"text\",\"content\":\"" + content + "\"}]}]";
    }

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static KeyValue number(String key, long value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setIntValue(value))
                .build();
    }

    private ByteString id(int bytes) {
        ByteBuffer id = ByteBuffer.allocate(bytes);
        while (id.hasRemaining()) {
            id.putLong(random.nextLong() | 1);
        }
        return ByteString.copyFrom(id.array());
    }
}
