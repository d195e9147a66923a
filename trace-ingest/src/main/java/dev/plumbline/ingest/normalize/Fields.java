package dev.plumbline.ingest.normalize;

import dev.plumbline.contracts.trace.ModelCall;
import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.TokenUsage;
import dev.plumbline.ingest.decode.OtlpSpan;
import dev.plumbline.ingest.normalize.dialect.Attributes;
import dev.plumbline.ingest.normalize.dialect.Json;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The single-valued fields: for each the keys of all dialects in order of precedence. */
final class Fields {
    private static final String[] REQUEST_MODEL = {"gen_ai.request.model", "llm.request.model_name", "ai.model.id"};
    private static final String[] MODEL_OF_EITHER_MEANING = {
        "llm.model_name",
        "embedding.model_name",
        "reranker.model_name",
        "mlflow.llm.model",
        "langfuse.observation.model.name",
        "model"
    };
    private static final String[] RESPONSE_MODEL = {
        "langfuse.observation.model.name",
        "gen_ai.response.model",
        "llm.response.model_name",
        "ai.response.model",
        "llm.model_name"
    };
    private static final String[] PROVIDER = {
        "gen_ai.provider.name",
        "gen_ai.system",
        "llm.provider",
        "llm.system",
        "ai.model.provider",
        "mlflow.llm.provider"
    };
    private static final String[] RESPONSE_ID = {"gen_ai.response.id", "ai.response.id"};
    private static final String[] FINISH = {
        "gen_ai.response.finish_reasons", "llm.finish_reason", "ai.response.finishReason", "gen_ai.response.stop_reason"
    };
    private static final String[] INPUT_TOKENS = {
        "gen_ai.usage.input_tokens",
        "gen_ai.usage.prompt_tokens",
        "llm.token_count.prompt",
        "ai.usage.inputTokens",
        "ai.usage.promptTokens",
        "input_tokens"
    };
    private static final String[] OUTPUT_TOKENS = {
        "gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens", "llm.token_count.completion",
        "ai.usage.outputTokens", "ai.usage.completionTokens", "output_tokens"
    };
    private static final String[] CACHE_READ = {
        "gen_ai.usage.cache_read.input_tokens",
        "gen_ai.usage.cache_read_input_tokens",
        "gen_ai.usage.input_cached_tokens",
        "llm.token_count.prompt_details.cache_read",
        "ai.usage.inputTokenDetails.cacheReadTokens",
        "ai.usage.cachedInputTokens"
    };
    private static final String[] CACHE_WRITE = {
        "gen_ai.usage.cache_write.input_tokens", "gen_ai.usage.cache_creation.input_tokens",
        "gen_ai.usage.cache_creation_input_tokens", "llm.token_count.prompt_details.cache_write",
        "ai.usage.inputTokenDetails.cacheWriteTokens"
    };
    private static final String[] REASONING = {
        "gen_ai.usage.reasoning.output_tokens", "gen_ai.usage.reasoning_tokens",
        "llm.token_count.completion_details.reasoning", "ai.usage.outputTokenDetails.reasoningTokens",
        "ai.usage.reasoningTokens"
    };
    private static final String[] SESSION = {
        "langfuse.session.id",
        "gen_ai.conversation.id",
        "session.id",
        "traceloop.association.properties.session_id",
        "traceloop.association.properties.chat_id",
        "ai.telemetry.metadata.sessionId",
        "langwatch.thread.id",
        "mlflow.trace.session"
    };
    private static final String[] USER = {
        "langfuse.user.id",
        "user.id",
        "enduser.id",
        "enduser.pseudo.id",
        "gen_ai.user",
        "llm.user",
        "traceloop.association.properties.user_id",
        "ai.telemetry.metadata.userId",
        "mlflow.trace.user"
    };
    private static final String[] RELEASE = {"langfuse.version", "langfuse.release", "app.version"};
    private static final String[] ENVIRONMENT = {
        "langfuse.environment", "deployment.environment.name", "deployment.environment"
    };
    private static final Map<String, String> PROVIDER_ALIASES = Map.of(
            "az.ai.openai", "azure.ai.openai",
            "vertex_ai", "gcp.vertex_ai",
            "gemini", "gcp.gemini",
            "google_genai", "gcp.gemini",
            "xai", "x_ai",
            "bedrock_converse", "aws.bedrock",
            "amazon", "aws.bedrock",
            "mistralai", "mistral_ai");

    private Fields() {}

    static Origin origin(OtlpSpan span, Attributes attributes) {
        Attributes resource = new Attributes(span.scope().resource());
        String feature =
                either(attributes.text("plumbline.feature"), resource.text("plumbline.feature", "service.name"));
        return new Origin(
                feature == null ? "unknown_service" : feature,
                either(attributes.text(RELEASE), resource.text("service.version", "vcs.ref.head.revision")),
                either(attributes.text(ENVIRONMENT), resource.text(ENVIRONMENT)),
                attributes.text(SESSION),
                attributes.text(USER));
    }

    static ModelCall model(Attributes attributes) {
        String requested = requestedModel(attributes);
        String served = attributes.text(RESPONSE_MODEL);
        return new ModelCall(
                provider(attributes.text(PROVIDER)),
                requested,
                served == null ? requested : served,
                attributes.text(RESPONSE_ID),
                finishReasons(attributes.first(FINISH)),
                usage(attributes));
    }

    /** OpenInference puts the served model into its one attribute; what was asked for is among the parameters. */
    private static @Nullable String requestedModel(Attributes attributes) {
        Object asked = Json.map(attributes.first("llm.invocation_parameters")).get("model");
        String named = attributes.text(REQUEST_MODEL);
        return named != null ? named : asked instanceof String model ? model : attributes.text(MODEL_OF_EITHER_MEANING);
    }

    /** Senders that report cache tokens beside the input instead of within it show more of them than input. */
    private static TokenUsage usage(Attributes attributes) {
        Long input = attributes.count(INPUT_TOKENS);
        Long read = attributes.count(CACHE_READ);
        Long write = attributes.count(CACHE_WRITE);
        long cached = (read == null ? 0 : read) + (write == null ? 0 : write);
        if (input != null && cached > input) {
            input += cached;
        }
        return new TokenUsage(input, attributes.count(OUTPUT_TOKENS), read, write, attributes.count(REASONING));
    }

    private static @Nullable String provider(@Nullable String sent) {
        if (sent == null) {
            return null;
        }
        String plain = sent.toLowerCase(Locale.ROOT).replaceFirst("\\.(chat|responses|completion)$", "");
        return PROVIDER_ALIASES.getOrDefault(plain, plain);
    }

    private static List<String> finishReasons(@Nullable Object sent) {
        Object parsed = Json.parse(sent);
        List<?> reasons = parsed instanceof List<?> list ? list : parsed == null ? List.of() : List.of(parsed);
        return reasons.stream()
                .map(reason -> String.valueOf(reason).toLowerCase(Locale.ROOT).replace('-', '_'))
                .map(reason -> reason.equals("tool_calls") ? "tool_call" : reason)
                .toList();
    }

    private static @Nullable String either(@Nullable String first, @Nullable String second) {
        return first == null ? second : first;
    }
}
