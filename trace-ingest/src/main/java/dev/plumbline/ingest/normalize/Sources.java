package dev.plumbline.ingest.normalize;

/**
 * The single-valued fields: for each the attributes of all dialects in order of precedence. A {@code #} leads into the
 * JSON that an attribute holds.
 */
final class Sources {
    static final String[] REQUEST_MODEL = {
        "gen_ai.request.model",
        "llm.request.model_name",
        "ai.model.id",
        "llm.invocation_parameters#model",
        "llm.invocation_parameters#model_name",
        "langfuse.observation.metadata.ls_model_name"
    };

    /** One attribute that holds the requested or the served model, as the sender likes. */
    static final String[] MODEL_OF_EITHER_MEANING = {
        "llm.model_name",
        "embedding.model_name",
        "reranker.model_name",
        "mlflow.llm.model",
        "langfuse.observation.model.name",
        "gcp.vertex.agent.llm_request#model",
        "genkit:model",
        "codex.model",
        "github.copilot.model",
        "model_name",
        "model"
    };

    static final String[] RESPONSE_MODEL = {
        "langfuse.observation.model.name",
        "gen_ai.response.model",
        "llm.response.model_name",
        "ai.response.model",
        "llm.model_name"
    };
    static final String[] PROVIDER = {
        "gen_ai.provider.name",
        "gen_ai.system",
        "llm.provider",
        "llm.system",
        "ai.model.provider",
        "mlflow.llm.provider",
        "langfuse.observation.metadata.ls_provider",
        "db.system"
    };
    static final String[] RESPONSE_ID = {"gen_ai.response.id", "ai.response.id", "request_id"};
    static final String[] FINISH = {
        "gen_ai.response.finish_reasons",
        "llm.finish_reason",
        "ai.response.finishReason",
        "gen_ai.response.stop_reason",
        "gcp.vertex.agent.llm_response#finish_reason",
        "gen_ai.completion.0.finish_reason",
        "langfuse.observation.output#response_metadata.finish_reason"
    };
    static final String[] INPUT_TOKENS = {
        "langfuse.observation.usage_details#input",
        "langfuse.observation.usage_details#prompt_tokens",
        "gen_ai.usage.input_tokens",
        "gen_ai.usage.prompt_tokens",
        "llm.usage.prompt_tokens",
        "llm.token_count.prompt",
        "ai.usage.inputTokens",
        "ai.usage.promptTokens",
        "mlflow.chat.tokenUsage#input_tokens",
        "gcp.vertex.agent.llm_response#usage_metadata.prompt_token_count",
        "langfuse.observation.output#usage_metadata.input_tokens",
        "codex.turn.token_usage.input_tokens",
        "github.copilot.usage.input_tokens",
        "input_token_count",
        "input_tokens"
    };
    static final String[] OUTPUT_TOKENS = {
        "langfuse.observation.usage_details#output",
        "langfuse.observation.usage_details#completion_tokens",
        "gen_ai.usage.output_tokens",
        "gen_ai.usage.completion_tokens",
        "llm.usage.completion_tokens",
        "llm.token_count.completion",
        "ai.usage.outputTokens",
        "ai.usage.completionTokens",
        "mlflow.chat.tokenUsage#output_tokens",
        "gcp.vertex.agent.llm_response#usage_metadata.candidates_token_count",
        "langfuse.observation.output#usage_metadata.output_tokens",
        "codex.turn.token_usage.output_tokens",
        "github.copilot.usage.output_tokens",
        "output_token_count",
        "output_tokens"
    };
    static final String[] CACHE_READ = {
        "langfuse.observation.usage_details#input_cache_read",
        "langfuse.observation.usage_details#prompt_details.cache_read",
        "langfuse.observation.usage_details#cache_read_input_tokens",
        "gen_ai.usage.cache_read.input_tokens",
        "gen_ai.usage.cache_read_input_tokens",
        "gen_ai.usage.details.cache_read_tokens",
        "gen_ai.usage.details.cache_read_input_tokens",
        "gen_ai.usage.input_cached_tokens",
        "llm.token_count.prompt_details.cache_read",
        "ai.usage.inputTokenDetails.cacheReadTokens",
        "ai.usage.cachedInputTokens",
        "ai.response.providerMetadata#openai.cachedPromptTokens",
        "ai.response.providerMetadata#anthropic.usage.cache_read_input_tokens",
        "ai.response.providerMetadata#bedrock.usage.cacheReadInputTokens",
        "mlflow.chat.tokenUsage#cache_read_input_tokens",
        "gcp.vertex.agent.llm_response#usage_metadata.cached_content_token_count",
        "codex.turn.token_usage.cached_input_tokens",
        "cached_content_token_count",
        "cache_read_tokens"
    };
    static final String[] CACHE_WRITE = {
        "langfuse.observation.usage_details#input_cache_creation",
        "langfuse.observation.usage_details#cache_creation_input_tokens",
        "gen_ai.usage.cache_write.input_tokens",
        "gen_ai.usage.cache_creation.input_tokens",
        "gen_ai.usage.cache_creation_input_tokens",
        "gen_ai.usage.details.cache_write_tokens",
        "gen_ai.usage.details.cache_creation_input_tokens",
        "llm.token_count.prompt_details.cache_write",
        "ai.usage.inputTokenDetails.cacheWriteTokens",
        "ai.response.providerMetadata#anthropic.usage.cache_creation_input_tokens",
        "ai.response.providerMetadata#anthropic.cacheCreationInputTokens",
        "ai.response.providerMetadata#bedrock.usage.cacheWriteInputTokens",
        "mlflow.chat.tokenUsage#cache_creation_input_tokens",
        "cache_creation_tokens"
    };
    static final String[] REASONING = {
        "langfuse.observation.usage_details#output_reasoning",
        "langfuse.observation.usage_details#completion_details.reasoning",
        "gen_ai.usage.reasoning.output_tokens",
        "gen_ai.usage.reasoning_tokens",
        "gen_ai.usage.details.reasoning_tokens",
        "llm.token_count.completion_details.reasoning",
        "ai.usage.outputTokenDetails.reasoningTokens",
        "ai.usage.reasoningTokens",
        "gcp.vertex.agent.llm_response#usage_metadata.thoughts_token_count",
        "codex.turn.token_usage.reasoning_output_tokens",
        "thoughts_token_count"
    };
    static final String[] TOTAL_TOKENS = {
        "gen_ai.usage.total_tokens",
        "llm.usage.total_tokens",
        "llm.token_count.total",
        "ai.usage.totalTokens",
        "ai.usage.tokens",
        "mlflow.chat.tokenUsage#total_tokens"
    };
    static final String[] SESSION = {
        "langfuse.session.id",
        "gen_ai.conversation.id",
        "session.id",
        "traceloop.association.properties.session_id",
        "traceloop.association.properties.chat_id",
        "traceloop.association.properties.conversation_id",
        "ai.telemetry.metadata.sessionId",
        "langwatch.thread.id",
        "mlflow.trace.session",
        "gcp.vertex.agent.session_id",
        "langfuse.observation.metadata.thread_id",
        "langfuse.observation.metadata.conversation_id",
        "langfuse.trace.metadata.thread_id",
        "metadata#thread_id",
        "metadata#session_id",
        "langsmith.metadata.thread_id",
        "langsmith.metadata.session_id",
        "lk.session_id"
    };
    static final String[] USER = {
        "langfuse.user.id",
        "user.id",
        "enduser.id",
        "enduser.pseudo.id",
        "gen_ai.user",
        "llm.user",
        "traceloop.association.properties.user_id",
        "ai.telemetry.metadata.userId",
        "langwatch.user.id",
        "mlflow.trace.user",
        "metadata#user_id"
    };
    static final String[] RELEASE = {"langfuse.version", "langfuse.release", "app.version"};
    static final String[] RESOURCE_RELEASE = {"service.version", "vcs.ref.head.revision", "lk.deployment_id"};
    static final String[] ENVIRONMENT = {"langfuse.environment", "deployment.environment.name", "deployment.environment"
    };

    private Sources() {}
}
