package dev.plumbline.ingest.normalize;

import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.ingest.normalize.dialect.Attributes;
import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** The kind of a span from whatever attribute says it, in order of precedence. */
final class SpanKinds {
    private SpanKinds() {}

    static SpanKind of(Attributes attributes) {
        SpanKind named = first(
                named(attributes.text("langfuse.observation.type")),
                named(attributes.text("openinference.span.kind")),
                operation(attributes.text("gen_ai.operation.name")),
                traceloop(attributes.text("traceloop.span.kind")),
                requestType(attributes.text("llm.request.type")),
                vercel(attributes.text("ai.operationId")));
        SpanKind kind = first(
                named,
                named(attributes.text("mlflow.spanType")),
                attributes.has("db.vector.query.content", "db.vector.query.response.documents")
                        ? SpanKind.RETRIEVER
                        : null,
                attributes.has("gen_ai.tool.name", "gen_ai.tool.call.id", "tool.name") ? SpanKind.TOOL : null,
                attributes.has("gen_ai.request.model", "llm.model_name", "ai.model.id") ? SpanKind.LLM : null);
        return kind == null ? SpanKind.SPAN : kind;
    }

    private static @Nullable SpanKind first(@Nullable SpanKind... kinds) {
        for (SpanKind kind : kinds) {
            if (kind != null) {
                return kind;
            }
        }
        return null;
    }

    private static @Nullable SpanKind named(@Nullable String name) {
        return switch (lower(name)) {
            case "generation", "llm", "chat_model" -> SpanKind.LLM;
            case "embedding" -> SpanKind.EMBEDDING;
            case "retriever" -> SpanKind.RETRIEVER;
            case "reranker" -> SpanKind.RERANKER;
            case "tool" -> SpanKind.TOOL;
            case "agent" -> SpanKind.AGENT;
            case "chain", "workflow", "task", "parser" -> SpanKind.CHAIN;
            case "guardrail" -> SpanKind.GUARDRAIL;
            case "evaluator" -> SpanKind.EVALUATOR;
            case "prompt" -> SpanKind.PROMPT;
            case "memory" -> SpanKind.MEMORY;
            default -> null;
        };
    }

    private static @Nullable SpanKind operation(@Nullable String name) {
        String operation = lower(name);
        if (operation.contains("memory")) {
            return SpanKind.MEMORY;
        }
        return switch (operation) {
            case "chat",
                    "text_completion",
                    "completion",
                    "generate_content",
                    "generate",
                    "responses",
                    "image",
                    "speech" -> SpanKind.LLM;
            case "embeddings", "embedding" -> SpanKind.EMBEDDING;
            case "retrieval" -> SpanKind.RETRIEVER;
            case "rerank" -> SpanKind.RERANKER;
            case "execute_tool" -> SpanKind.TOOL;
            case "create_agent", "invoke_agent" -> SpanKind.AGENT;
            case "invoke_workflow", "plan", "agent_step", "framework" -> SpanKind.CHAIN;
            case "guardrail.run", "guard" -> SpanKind.GUARDRAIL;
            default -> null;
        };
    }

    private static @Nullable SpanKind traceloop(@Nullable String kind) {
        return switch (lower(kind)) {
            case "workflow", "task" -> SpanKind.CHAIN;
            case "agent" -> SpanKind.AGENT;
            case "tool" -> SpanKind.TOOL;
            default -> null;
        };
    }

    private static @Nullable SpanKind requestType(@Nullable String type) {
        return switch (lower(type)) {
            case "chat", "completion" -> SpanKind.LLM;
            case "embedding" -> SpanKind.EMBEDDING;
            case "rerank" -> SpanKind.RERANKER;
            default -> null;
        };
    }

    private static @Nullable SpanKind vercel(@Nullable String operation) {
        if (operation == null) {
            return null;
        }
        if (operation.endsWith(".doGenerate") || operation.endsWith(".doStream")) {
            return SpanKind.LLM;
        }
        if (operation.endsWith(".doEmbed")) {
            return SpanKind.EMBEDDING;
        }
        return switch (operation) {
            case "ai.toolCall" -> SpanKind.TOOL;
            case "ai.rerank" -> SpanKind.RERANKER;
            default -> SpanKind.CHAIN;
        };
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
