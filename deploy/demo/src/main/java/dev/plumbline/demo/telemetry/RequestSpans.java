package dev.plumbline.demo.telemetry;

import dev.plumbline.demo.assistant.Assistant;
import dev.plumbline.demo.assistant.Reply;
import dev.plumbline.demo.assistant.Reply.Found;
import dev.plumbline.demo.assistant.Reply.ToolCall;
import dev.plumbline.demo.search.Hit;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Tells one answered request as spans: {@code invoke_agent} over {@code retrieval}, {@code execute_tool} and
 * {@code chat}, one after the other, with the durations that were measured.
 */
public final class RequestSpans {

    private static final String PROVIDER = "quillby";
    private static final String MODEL = "extractive-1";
    private static final String SOURCE = "help-articles";

    private final Tracer tracer;
    private final String feature;

    /** @param feature its name */
    public RequestSpans(Tracer tracer, String feature) {
        this.tracer = tracer;
        this.feature = feature;
    }

    /**
     * Writes the spans of one request.
     *
     * @param start when the question came in, which may lie hours back
     */
    public Sent write(Asked asked, Reply reply, Instant start) {
        Span root = span("invoke_agent " + feature, SpanKind.SERVER, start, Context.root(), asked);
        root.setAllAttributes(operation("invoke_agent")
                .put("gen_ai.agent.name", feature)
                .put("gen_ai.provider.name", PROVIDER)
                .put("gen_ai.input.messages", GenAiJson.question(asked.question()))
                .put("gen_ai.output.messages", GenAiJson.answer(reply.text()))
                .build());
        Context parent = Context.root().with(root);
        String callId = "call-" + root.getSpanContext().getSpanId();

        Instant searched = start.plus(reply.took().search());
        reply.found().ifPresent(found -> retrieval(found, asked, start, searched, parent));
        Instant lookedUp = searched.plus(reply.took().tool());
        reply.tool().ifPresent(call -> tool(call, callId, asked, searched, lookedUp, parent));
        String input = GenAiJson.conversation(asked, reply.tool(), callId);
        Instant end = lookedUp.plus(atLeastAMicrosecond(reply.took().compose()));
        chat(reply, input, asked, lookedUp, end, parent);
        end(root, end);
        return new Sent(root.getSpanContext().getTraceId(), input, reply.found().isPresent());
    }

    private void retrieval(Found found, Asked asked, Instant start, Instant end, Context parent) {
        Span span = span("retrieval " + SOURCE, SpanKind.CLIENT, start, parent, asked);
        span.setAllAttributes(operation("retrieval")
                .put("gen_ai.data_source.id", SOURCE)
                .put("gen_ai.retrieval.query.text", found.query())
                .put("gen_ai.retrieval.documents", GenAiJson.documents(found.hits()))
                .build());
        end(span, end);
    }

    private void tool(ToolCall call, String callId, Asked asked, Instant start, Instant end, Context parent) {
        Span span = span("execute_tool " + call.name(), SpanKind.INTERNAL, start, parent, asked);
        span.setAllAttributes(operation("execute_tool")
                .put("gen_ai.tool.name", call.name())
                .put("gen_ai.tool.type", "function")
                .put("gen_ai.tool.call.id", callId)
                .put("gen_ai.tool.call.arguments", GenAiJson.object(call.arguments()))
                .put("gen_ai.tool.call.result", GenAiJson.object(call.result()))
                .build());
        end(span, end);
    }

    private void chat(Reply reply, String input, Asked asked, Instant start, Instant end, Context parent) {
        Span span = span("chat " + MODEL, SpanKind.CLIENT, start, parent, asked);
        span.setAllAttributes(operation("chat")
                .put("gen_ai.provider.name", PROVIDER)
                .put("gen_ai.request.model", MODEL)
                .put("gen_ai.response.model", MODEL)
                .put("gen_ai.output.type", "text")
                .put("gen_ai.system_instructions", GenAiJson.instructions(Assistant.INSTRUCTIONS))
                .put("gen_ai.input.messages", input)
                .put("gen_ai.output.messages", GenAiJson.answer(reply.text()))
                .put(AttributeKey.stringArrayKey("gen_ai.response.finish_reasons"), List.of("stop"))
                .put("gen_ai.usage.input_tokens", inputTokens(asked, reply))
                .put("gen_ai.usage.output_tokens", Tokens.count(reply.text()))
                .build());
        end(span, end);
    }

    /** Instructions, conversation, passages and the tool's result: all that the answer was made from. */
    private static long inputTokens(Asked asked, Reply reply) {
        String conversation = asked.history().stream()
                .map(exchange -> exchange.question() + " " + exchange.answer())
                .collect(Collectors.joining(" "));
        String passages = reply.found().map(Found::hits).orElse(List.of()).stream()
                .map(Hit::passage)
                .map(passage -> passage.text())
                .collect(Collectors.joining(" "));
        String tool = reply.tool().map(call -> GenAiJson.object(call.result())).orElse("");
        return Tokens.count(Assistant.INSTRUCTIONS)
                + Tokens.count(conversation)
                + Tokens.count(asked.question())
                + Tokens.count(passages)
                + Tokens.count(tool);
    }

    private Span span(String name, SpanKind kind, Instant start, Context parent, Asked asked) {
        SpanBuilder builder = tracer.spanBuilder(name)
                .setSpanKind(kind)
                .setParent(parent)
                .setStartTimestamp(start)
                .setAttribute("session.id", asked.sessionId())
                .setAttribute("gen_ai.conversation.id", asked.sessionId())
                .setAttribute("user.id", asked.customer().userId())
                .setAttribute("app.plan", asked.customer().plan().label())
                .setAttribute("app.region", asked.customer().region())
                .setAttribute("app.channel", asked.customer().channel());
        return builder.startSpan();
    }

    private static AttributesBuilder operation(String name) {
        return Attributes.builder().put("gen_ai.operation.name", name);
    }

    private static Duration atLeastAMicrosecond(Duration duration) {
        return duration.isZero() ? Duration.ofNanos(1_000) : duration;
    }

    private static void end(Span span, Instant end) {
        span.end(TimeUnit.SECONDS.toNanos(end.getEpochSecond()) + end.getNano(), TimeUnit.NANOSECONDS);
    }
}
