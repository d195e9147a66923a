package dev.plumbline.ingest.normalize;

import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.ingest.decode.OtlpSpan;
import dev.plumbline.ingest.normalize.dialect.Attributes;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kind of a span from whatever attribute says it, in order of precedence. */
final class SpanKinds {

    /** An attribute whose value names the kind. */
    private record Named(String attribute, Map<String, SpanKind> kinds) {}

    /** A kind that is known by the presence of one of these attributes. */
    private record Signed(SpanKind kind, String... attributes) {}

    private static final Map<String, SpanKind> PLAIN = Stream.of(SpanKind.values())
            .filter(kind -> kind != SpanKind.SPAN)
            .collect(Collectors.toMap(kind -> kind.name().toLowerCase(Locale.ROOT), kind -> kind));

    private static final List<Named> BY_NAME = List.of(
            new Named("langfuse.observation.type", with(PLAIN, Map.of("generation", SpanKind.LLM))),
            new Named("openinference.span.kind", PLAIN),
            new Named(
                    "gen_ai.operation.name",
                    with(
                            kinds(
                                    SpanKind.LLM,
                                    "chat",
                                    "text_completion",
                                    "completion",
                                    "generate_content",
                                    "generate",
                                    "responses",
                                    "image",
                                    "speech"),
                            kinds(SpanKind.EMBEDDING, "embeddings", "embedding"),
                            kinds(SpanKind.RETRIEVER, "retrieval"),
                            kinds(SpanKind.RERANKER, "rerank"),
                            kinds(SpanKind.TOOL, "execute_tool"),
                            kinds(SpanKind.AGENT, "create_agent", "invoke_agent"),
                            kinds(SpanKind.CHAIN, "invoke_workflow", "plan", "agent_step", "framework"),
                            kinds(SpanKind.GUARDRAIL, "guardrail.run", "guard"))),
            new Named(
                    "traceloop.span.kind",
                    with(
                            kinds(SpanKind.CHAIN, "workflow", "task"),
                            kinds(SpanKind.AGENT, "agent"),
                            kinds(SpanKind.TOOL, "tool"))),
            new Named(
                    "llm.request.type",
                    with(
                            kinds(SpanKind.LLM, "chat", "completion"),
                            kinds(SpanKind.EMBEDDING, "embedding"),
                            kinds(SpanKind.RERANKER, "rerank"))));

    private static final List<Named> BY_LIBRARY = List.of(
            new Named(
                    "mlflow.spanType",
                    with(
                            PLAIN,
                            Map.of("chat_model", SpanKind.LLM),
                            kinds(SpanKind.CHAIN, "workflow", "task", "parser"))),
            new Named(
                    "spring.ai.kind",
                    with(
                            kinds(SpanKind.CHAIN, "chat_client", "advisor"),
                            kinds(SpanKind.TOOL, "tool_call"),
                            kinds(SpanKind.RETRIEVER, "vector_store"))),
            new Named("langsmith.span.kind", with(PLAIN, kinds(SpanKind.CHAIN, "parser"))),
            new Named(
                    "genkit:metadata:subtype",
                    with(
                            PLAIN,
                            kinds(SpanKind.LLM, "model"),
                            kinds(SpanKind.EMBEDDING, "embedder"),
                            kinds(SpanKind.CHAIN, "flow"))),
            new Named("langwatch.span.type", with(PLAIN, kinds(SpanKind.RETRIEVER, "rag"))),
            new Named(
                    "span.type",
                    with(
                            kinds(SpanKind.LLM, "llm_request"),
                            kinds(SpanKind.AGENT, "interaction"),
                            kinds(SpanKind.TOOL, "tool"))));

    private static final List<Signed> BY_SIGNATURE = List.of(
            new Signed(SpanKind.RETRIEVER, "db.vector.query.content", "db.vector.query.response.documents"),
            new Signed(SpanKind.TOOL, "langfuse.observation.metadata.color", "lk.function_tool.name"),
            new Signed(
                    SpanKind.TOOL,
                    "gen_ai.tool.name",
                    "gen_ai.tool.call.id",
                    "tool.name",
                    "haystack.tool.name",
                    "ai.toolCall.name",
                    "mcp.tool.name",
                    "tool_arguments"),
            new Signed(SpanKind.LLM, "langfuse.observation.model.name", "langfuse.observation.usage_details"),
            new Signed(
                    SpanKind.AGENT,
                    "pydantic_ai.all_messages",
                    "all_messages_events",
                    "haystack.agent.input",
                    "haystack.agent.max_steps",
                    "agent_name",
                    "lk.agent_name"),
            new Signed(
                    SpanKind.CHAIN,
                    "koog.node.name",
                    "koog.node.id",
                    "langfuse.observation.metadata.langgraph_node",
                    "langfuse.observation.metadata.thread_id",
                    "metadata#langgraph_node",
                    "haystack.pipeline.input_data",
                    "haystack.component.name"),
            new Signed(
                    SpanKind.LLM,
                    "gen_ai.request.model",
                    "gen_ai.response.model",
                    "llm.model_name",
                    "llm.request.model_name",
                    "ai.model.id",
                    "mlflow.llm.model"),
            new Signed(SpanKind.LLM, "gcp.vertex.agent.llm_request", "input_tokens"),
            new Signed(SpanKind.CHAIN, "tools"));

    private SpanKinds() {}

    static SpanKind of(OtlpSpan span, Attributes attributes) {
        SpanKind kind = named(BY_NAME, attributes);
        String operation = attributes.text("gen_ai.operation.name");
        if (kind == null && operation != null && operation.contains("memory")) {
            return SpanKind.MEMORY;
        }
        kind = kind != null ? kind : vercel(attributes.text("ai.operationId", "operation.name"));
        kind = kind != null ? kind : named(BY_LIBRARY, attributes);
        kind = kind != null ? kind : spanName(span.outline().name(), attributes);
        if (kind == null
                && span.events().stream().anyMatch(event -> event.name().equals("db.query.result"))) {
            return SpanKind.RETRIEVER;
        }
        return kind != null ? kind : signed(attributes);
    }

    private static @Nullable SpanKind named(List<Named> rules, Attributes attributes) {
        for (Named rule : rules) {
            String value = attributes.text(rule.attribute());
            SpanKind kind = value == null ? null : rule.kinds().get(value.toLowerCase(Locale.ROOT));
            if (kind != null) {
                return kind;
            }
        }
        return null;
    }

    private static SpanKind signed(Attributes attributes) {
        for (Signed rule : BY_SIGNATURE) {
            if (attributes.has(rule.attributes())) {
                return rule.kind();
            }
        }
        return SpanKind.SPAN;
    }

    /** The outer operations of Vercel's SDK repeat what their inner calls report, so they are chains. */
    private static @Nullable SpanKind vercel(@Nullable String operation) {
        if (operation == null || !operation.startsWith("ai.")) {
            return null;
        }
        String id = operation.split(" ", 2)[0];
        if (id.endsWith(".doGenerate") || id.endsWith(".doStream")) {
            return SpanKind.LLM;
        }
        if (id.endsWith(".doEmbed")) {
            return SpanKind.EMBEDDING;
        }
        return switch (id) {
            case "ai.toolCall" -> SpanKind.TOOL;
            case "ai.rerank", "ai.rerank.doRerank" -> SpanKind.RERANKER;
            default -> SpanKind.CHAIN;
        };
    }

    /** Libraries that tell the kind by the span's name alone. */
    private static @Nullable SpanKind spanName(String name, Attributes attributes) {
        if (attributes.hasFamily("lk")) {
            return switch (name) {
                case "llm_node", "llm_request" -> SpanKind.LLM;
                case "agent_turn", "agent_session" -> SpanKind.AGENT;
                case "function_tool" -> SpanKind.TOOL;
                default -> SpanKind.CHAIN;
            };
        }
        return switch (name) {
            case "claude_code.llm_request", "codex.model_request", "gemini_cli.llm_call" -> SpanKind.LLM;
            case "claude_code.interaction", "codex.turn" -> SpanKind.AGENT;
            case "claude_code.tool", "claude_code.tool.execution", "codex.tool_call", "gemini_cli.tool_call" ->
                SpanKind.TOOL;
            default -> name.startsWith("langchain4j.tools.") ? SpanKind.TOOL : null;
        };
    }

    private static Map<String, SpanKind> kinds(SpanKind kind, String... names) {
        return Stream.of(names).collect(Collectors.toMap(name -> name, name -> kind));
    }

    @SafeVarargs
    private static Map<String, SpanKind> with(Map<String, SpanKind>... maps) {
        return Stream.of(maps)
                .flatMap(map -> map.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
