package dev.plumbline.ingest.normalize;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Each dialect by the attributes that its library's source writes: what a person would read off the span. */
class DialectsTest {

    @Test
    void langfuse() {
        assertThat(Sample.of("langfuse-sdk", "answer")
                        .with("langfuse.observation.type", "generation")
                        .with("langfuse.observation.input", "[{\"role\":\"user\",\"content\":\"hi\"}]")
                        .with("langfuse.observation.output", "{\"role\":\"assistant\",\"content\":\"hello\"}")
                        .with("langfuse.observation.model.name", "gpt-4o")
                        .with("langfuse.observation.model.parameters", "{\"temperature\":0.5,\"max_tokens\":-1}")
                        .with("langfuse.observation.usage_details", "{\"input\":5,\"output\":2,\"input_cache_read\":3}")
                        .with("langfuse.session.id", "s1")
                        .read())
                .containsExactly(
                        "LLM by langfuse/2",
                        "model gpt-4o",
                        "tokens 5/2 cache 3/null reasoning null",
                        "session s1",
                        "temperature 0.5",
                        "> user: hi",
                        "< assistant: hello");
    }

    @Test
    void genAi_asJsonAndAsStructuredAttributes_isTheSame() {
        String system = "[{\"type\":\"text\",\"content\":\"be kind\"}]";
        List<Object> structured =
                List.of(Map.of("role", "user", "parts", List.of(Map.of("type", "text", "content", "hi"))));
        Sample json = Sample.of("gen_ai", "chat gpt-4o")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.provider.name", "az.ai.openai")
                .with("gen_ai.request.model", "gpt-4o")
                .with("gen_ai.system_instructions", system)
                .with(
                        "gen_ai.input.messages",
                        "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"hi\"}]}]")
                .with("gen_ai.usage.input_tokens", 7L)
                .with("gen_ai.usage.cache_write.input_tokens", 2L)
                .with("gen_ai.usage.reasoning.output_tokens", 1L)
                .with("gen_ai.conversation.id", "c1");
        Sample attributes = Sample.of("gen_ai", "chat gpt-4o")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.input.messages", structured);

        assertThat(json.read())
                .containsExactly(
                        "LLM by gen_ai/2",
                        "model gpt-4o",
                        "provider azure.ai.openai",
                        "tokens 7/null cache null/2 reasoning 1",
                        "session c1",
                        "> system: be kind",
                        "> user: hi");
        assertThat(attributes.read()).contains("> user: hi");
    }

    @Test
    void genAi_toolAndRetrieval() {
        assertThat(Sample.of("", "execute_tool weather")
                        .with("gen_ai.operation.name", "execute_tool")
                        .with("gen_ai.tool.name", "weather")
                        .with("gen_ai.tool.call.arguments", "{\"city\":\"Bonn\"}")
                        .with("gen_ai.tool.call.result", "rain")
                        .read())
                .containsExactly("TOOL by gen_ai/2", "> assistant: call weather {\"city\":\"Bonn\"}", "< tool: rain");
        assertThat(Sample.of("", "retrieval")
                        .with("gen_ai.operation.name", "retrieval")
                        .with("gen_ai.retrieval.query.text", "refunds")
                        .with("gen_ai.retrieval.documents", "[{\"id\":\"d1\",\"score\":0.5,\"content\":\"30 days\"}]")
                        .read())
                .containsExactly("RETRIEVER by gen_ai/2", "> user: refunds", "document 30 days");
    }

    @Test
    void genAiEvents_ofSemanticKernelStrandsAndOpenLit() {
        assertThat(Sample.of("Microsoft.SemanticKernel.Diagnostics", "chat.completions gpt-4o")
                        .with("gen_ai.operation.name", "chat.completions")
                        .with("gen_ai.request.model", "gpt-4o")
                        .event("gen_ai.user.message", "gen_ai.event.content", "{\"role\":\"user\",\"content\":\"hi\"}")
                        .event(
                                "gen_ai.choice",
                                "gen_ai.event.content",
                                "{\"message\":{\"role\":\"assistant\",\"content\":\"hello\"},\"finish_reason\":\"stop\"}")
                        .read())
                .contains("> user: hi", "< assistant: hello");
        assertThat(Sample.of("strands.telemetry.tracer", "chat")
                        .with("gen_ai.system", "strands-agents")
                        .with("gen_ai.operation.name", "chat")
                        .event("gen_ai.user.message", "content", "[{\"text\":\"hi\"}]")
                        .event(
                                "gen_ai.choice",
                                "message",
                                "[{\"toolUse\":{\"toolUseId\":\"1\",\"name\":\"add\",\"input\":{\"a\":1}}}]")
                        .read())
                .contains("> user: hi", "< assistant: call add {\"a\":1}");
        assertThat(Sample.of("openlit.otel.tracing", "chat gpt-4o")
                        .with("gen_ai.system", "openai")
                        .with("gen_ai.operation.name", "chat")
                        .event(
                                "gen_ai.content.prompt",
                                "gen_ai.prompt",
                                "system: be kind\nuser: one\ntwo\nassistant: None")
                        .event("gen_ai.content.completion", "gen_ai.completion", "hello")
                        .read())
                .contains("> system: be kind", "> user: one\ntwo", "> assistant: ", "< assistant: hello");
    }

    @Test
    void openInference_toolEmbeddingRetrieverRerankerAndCompletion() {
        assertThat(Sample.of("openinference.instrumentation.x", "search")
                        .with("openinference.span.kind", "TOOL")
                        .with("tool.name", "search")
                        .with("input.value", "{\"q\":\"a\"}")
                        .with("output.value", "found")
                        .read())
                .containsExactly("TOOL by tool/2", "> assistant: call search {\"q\":\"a\"}", "< tool: found");
        assertThat(Sample.of("", "embed")
                        .with("openinference.span.kind", "EMBEDDING")
                        .with("embedding.model_name", "ada")
                        .with("embedding.embeddings.0.embedding.text", "a")
                        .with("embedding.embeddings.10.embedding.text", "c")
                        .with("embedding.embeddings.2.embedding.text", "b")
                        .read())
                .containsExactly("EMBEDDING by openinference/2", "model ada", "> user: a", "> user: b", "> user: c");
        assertThat(Sample.of("", "retrieve")
                        .with("openinference.span.kind", "RETRIEVER")
                        .with("input.value", "refunds")
                        .with("retrieval.documents.0.document.content", "30 days")
                        .with("retrieval.documents.0.document.score", 0.5)
                        .read())
                .containsExactly("RETRIEVER by openinference/2", "> user: refunds", "document 30 days");
        assertThat(Sample.of("", "rerank")
                        .with("openinference.span.kind", "RERANKER")
                        .with("reranker.query", "refunds")
                        .with("reranker.output_documents.0.document.content", "30 days")
                        .read())
                .containsExactly("RERANKER by openinference/2", "> user: refunds", "document 30 days");
        assertThat(Sample.of("", "complete")
                        .with("openinference.span.kind", "LLM")
                        .with("llm.model_name", "davinci")
                        .with("llm.prompts.0.prompt.text", "once upon")
                        .with("llm.choices.0.completion.text", " a time")
                        .read())
                .containsExactly(
                        "LLM by openinference/2", "model davinci", "> user: once upon", "< assistant:  a time");
    }

    @Test
    void traceloop_oldSlots_toolsAndVectorHits() {
        assertThat(Sample.of("opentelemetry.instrumentation.cohere", "cohere.chat")
                        .with("llm.request.type", "chat")
                        .with("gen_ai.prompt.0.role", "user")
                        .with("gen_ai.prompt.0.content", "hi")
                        .with("gen_ai.completion.0.role", "assistant")
                        .with("gen_ai.completion.0.tool_calls.0.name", "add")
                        .with("gen_ai.completion.0.tool_calls.0.arguments", "{\"a\":1}")
                        .with("llm.request.functions.0.name", "add")
                        .with("gen_ai.usage.prompt_tokens", "12")
                        .with("gen_ai.usage.completion_tokens", 3L)
                        .read())
                .containsExactly(
                        "LLM by traceloop/2",
                        "tokens 12/3 cache null/null reasoning null",
                        "> user: hi",
                        "< assistant: call add {\"a\":1}",
                        "tool add");
        assertThat(Sample.of("opentelemetry.instrumentation.pinecone", "pinecone.query")
                        .with("db.system", "pinecone")
                        .event("db.query.result", "db.query.result.id", "d1", "db.query.result.document", "30 days")
                        .read())
                .contains("RETRIEVER by traceloop/2", "document 30 days");
    }

    @Test
    void vercelAi_ofEachAge() {
        assertThat(Sample.of("ai", "ai.generateText.doGenerate")
                        .with("operation.name", "ai.generateText.doGenerate my-function")
                        .with("ai.model.id", "gpt-4o")
                        .with("ai.model.provider", "openai.chat")
                        .with(
                                "ai.prompt.messages",
                                "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"hi\"}]}]")
                        .with("ai.result.text", "hello")
                        .with("ai.usage.promptTokens", 4.0)
                        .with("ai.usage.completionTokens", 2.0)
                        .with("ai.settings.maxTokens", 100L)
                        .with("ai.telemetry.metadata.sessionId", "s1")
                        .read())
                .containsExactly(
                        "LLM by vercel_ai/2",
                        "model gpt-4o",
                        "provider openai",
                        "tokens 4/2 cache null/null reasoning null",
                        "session s1",
                        "max_tokens 100",
                        "> user: hi",
                        "< assistant: hello");
        assertThat(Sample.of("ai", "ai.generateText")
                        .with("ai.operationId", "ai.generateText")
                        .with("ai.prompt", "{\"system\":\"be kind\",\"prompt\":\"hi\"}")
                        .read())
                .containsExactly("CHAIN by vercel_ai/2", "> system: be kind", "> user: hi");
        assertThat(Sample.of("ai", "ai.toolCall")
                        .with("ai.operationId", "ai.toolCall")
                        .with("ai.toolCall.name", "add")
                        .with("ai.toolCall.args", "{\"a\":1}")
                        .with("ai.toolCall.result", "2")
                        .read())
                .containsExactly("TOOL by vercel_ai/2", "> assistant: call add {\"a\":1}", "< tool: 2");
    }

    @Test
    void mlflow_isJsonInQuotes() {
        assertThat(Sample.of("mlflow", "Completions")
                        .with("mlflow.spanType", "\"CHAT_MODEL\"")
                        .with(
                                "mlflow.spanInputs",
                                "{\"model\":\"gpt-4o\",\"temperature\":0.2,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}")
                        .with(
                                "mlflow.spanOutputs",
                                "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"hello\"}}]}")
                        .with("mlflow.llm.model", "\"gpt-4o\"")
                        .with("mlflow.chat.tokenUsage", "{\"input_tokens\":4,\"output_tokens\":2,\"total_tokens\":6}")
                        .with("mlflow.trace.session", "\"s1\"")
                        .read())
                .containsExactly(
                        "LLM by mlflow/2",
                        "model gpt-4o",
                        "tokens 4/2 cache null/null reasoning null",
                        "session s1",
                        "temperature 0.2",
                        "> user: hi",
                        "< assistant: hello");
    }

    @Test
    void springAi_toolAndVectorStore() {
        assertThat(Sample.of("org.springframework.boot", "tool_call weather")
                        .with("spring.ai.kind", "tool_call")
                        .with("spring.ai.tool.definition.name", "weather")
                        .with("spring.ai.tool.call.arguments", "{\"city\":\"Bonn\"}")
                        .with("spring.ai.tool.call.result", "rain")
                        .read())
                .containsExactly(
                        "TOOL by spring_ai/2", "> assistant: call weather {\"city\":\"Bonn\"}", "< tool: rain");
        assertThat(Sample.of("org.springframework.boot", "pg_vector query")
                        .with("spring.ai.kind", "vector_store")
                        .with("db.vector.query.content", "refunds")
                        .with("db.vector.query.response.documents", "[\"30 days\"]")
                        .read())
                .containsExactly("RETRIEVER by spring_ai/2", "> user: refunds", "document 30 days");
    }

    @Test
    void quarkusLangChain4j_dropsWhatWasNeverSet() {
        assertThat(Sample.of("io.quarkus.opentelemetry", "completion gpt-4o")
                        .with("gen_ai.operation.name", "chat")
                        .with("gen_ai.provider.name", "openai")
                        .with("gen_ai.request.model", "gpt-4o")
                        .with("gen_ai.request.temperature", 0.0)
                        .with("gen_ai.request.top_p", 0.0)
                        .with("gen_ai.prompt", "hi")
                        .with("gen_ai.completion", "hello")
                        .with("gen_ai.response.finish_reasons", "STOP")
                        .read())
                .containsExactly(
                        "LLM by quarkus_langchain4j/2",
                        "model gpt-4o",
                        "provider openai",
                        "> user: hi",
                        "< assistant: hello");
        assertThat(Sample.of("", "langchain4j.tools.weather").read())
                .containsExactly("TOOL by quarkus_langchain4j/2", "> assistant: call weather null");
    }

    @Test
    void pydanticAi_ofTheOldEvents() {
        assertThat(Sample.of("pydantic-ai", "chat gpt-4o")
                        .with("gen_ai.operation.name", "chat")
                        .with(
                                "events",
                                "[{\"event.name\":\"gen_ai.user.message\",\"role\":\"user\",\"content\":\"hi\"},"
                                        + "{\"event.name\":\"gen_ai.choice\",\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"hello\"}}]")
                        .read())
                .containsExactly("LLM by pydantic_ai/2", "> user: hi", "< assistant: hello");
    }

    @Test
    void googleAdk_emptyObjectsMeanNothing() {
        assertThat(Sample.of("gcp.vertex.agent", "call_llm")
                        .with("gcp.vertex.agent.llm_request", "{}")
                        .with("gcp.vertex.agent.llm_response", "{}")
                        .with("gen_ai.request.model", "gemini-2.5-flash")
                        .read())
                .containsExactly("LLM by google_adk/2", "model gemini-2.5-flash");
    }

    @Test
    void liveKit_withAndWithoutPii() {
        for (String prefix : List.of("lk.", "lk.pii.")) {
            assertThat(Sample.of("livekit-agents", "llm_node")
                            .with(
                                    prefix + "chat_ctx",
                                    "{\"items\":[{\"type\":\"message\",\"role\":\"user\",\"content\":[\"hi\"]},"
                                            + "{\"type\":\"function_call\",\"call_id\":\"1\",\"name\":\"add\",\"arguments\":\"{\\\"a\\\":1}\"},"
                                            + "{\"type\":\"function_call_output\",\"call_id\":\"1\",\"output\":\"2\"}]}")
                            .with(prefix + "response.text", "hello")
                            .read())
                    .containsExactly(
                            "LLM by livekit/2",
                            "> user: hi",
                            "> assistant: call add {\"a\":1}",
                            "> tool: 2",
                            "< assistant: hello");
            assertThat(Sample.of("livekit-agents", "function_tool")
                            .with("lk.function_tool.name", "add")
                            .with(prefix + "function_tool.arguments", "{\"a\":1}")
                            .with(prefix + "function_tool.output", "2")
                            .read())
                    .containsExactly("TOOL by livekit/2", "> assistant: call add {\"a\":1}", "< tool: 2");
        }
    }

    @Test
    void haystack() {
        assertThat(Sample.of("haystack", "haystack.component.run")
                        .with("haystack.component.name", "retriever")
                        .with("haystack.component.input", "{\"query\":\"refunds\"}")
                        .with("haystack.component.output", "{\"documents\":[{\"id\":\"d1\",\"content\":\"30 days\"}]}")
                        .read())
                .contains("CHAIN by haystack/2", "document 30 days");
        assertThat(Sample.of("haystack", "haystack.tool.run")
                        .with("haystack.tool.name", "add")
                        .with("haystack.tool.input", "{\"a\":1}")
                        .with("haystack.tool.output", "2")
                        .read())
                .containsExactly("TOOL by haystack/2", "> assistant: call add {\"a\":1}", "< tool: 2");
    }

    @Test
    void langSmith_serialisedConstructors() {
        assertThat(Sample.of("langsmith", "ChatOpenAI")
                        .with("langsmith.span.kind", "llm")
                        .with(
                                "gen_ai.prompt",
                                "{\"messages\":[[{\"lc\":1,\"type\":\"constructor\","
                                        + "\"id\":[\"langchain\",\"schema\",\"messages\",\"HumanMessage\"],"
                                        + "\"kwargs\":{\"content\":\"hi\",\"type\":\"human\"}}]]}")
                        .with(
                                "gen_ai.completion",
                                "{\"generations\":[[{\"text\":\"hello\",\"message\":{\"lc\":1,\"type\":\"constructor\","
                                        + "\"id\":[\"langchain\",\"schema\",\"messages\",\"AIMessage\"],"
                                        + "\"kwargs\":{\"content\":\"hello\"}}}]]}")
                        .read())
                .containsExactly("LLM by langgraph/2", "> user: hi", "< assistant: hello");
    }

    @Test
    void autoGen_agentsAndMessages() {
        assertThat(Sample.of("autogen-core", "invoke_agent helper")
                        .with("gen_ai.system", "autogen")
                        .with("gen_ai.operation.name", "invoke_agent")
                        .with("gen_ai.agent.name", "helper")
                        .with("message", "{\"content\":\"hi\",\"source\":\"user\",\"type\":\"TextMessage\"}")
                        .read())
                .containsExactly("AGENT by autogen/2", "provider autogen", "> user: hi");
    }

    @Test
    void genkitAndFlue() {
        assertThat(Sample.of("genkit-tracer", "generate")
                        .with("genkit:metadata:subtype", "model")
                        .with("genkit:input", "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hi\"}]}]}")
                        .with(
                                "genkit:output",
                                "{\"message\":{\"role\":\"model\",\"content\":[{\"text\":\"hello\"}]},\"finishReason\":\"stop\"}")
                        .read())
                .containsExactly("LLM by genkit/2", "> user: hi", "< assistant: hello");
        assertThat(Sample.of("flue", "model")
                        .with("flue.input", "hi")
                        .with("flue.output", "hello")
                        .read())
                .contains("> user: hi", "< assistant: hello");
    }

    @Test
    void codingAgents_bareAttributes() {
        assertThat(Sample.of("com.anthropic.claude_code.tracing", "claude_code.llm_request")
                        .with("model", "claude-sonnet-4-5")
                        .with("input_tokens", 3L)
                        .with("output_tokens", 20L)
                        .with("cache_read_tokens", 1000L)
                        .with("cache_creation_tokens", 200L)
                        .with("user_prompt", "fix it")
                        .with("session.id", "s1")
                        .read())
                .containsExactly(
                        "LLM by claude_code/2",
                        "model claude-sonnet-4-5",
                        "tokens 1203/20 cache 1000/200 reasoning null",
                        "session s1",
                        "> user: fix it");
        assertThat(Sample.of("codex_cli_rs", "codex.turn")
                        .with("codex.model", "gpt-5")
                        .with("codex.turn.token_usage.input_tokens", 50L)
                        .with("codex.turn.token_usage.cached_input_tokens", 40L)
                        .with("codex.turn.token_usage.output_tokens", 5L)
                        .with("codex.turn.token_usage.reasoning_output_tokens", 2L)
                        .read())
                .contains("model gpt-5", "tokens 50/5 cache 40/null reasoning 2");
        assertThat(Sample.of("gemini-cli", "gemini_cli.llm_call")
                        .with("model", "gemini-2.5-pro")
                        .with("request_text", "fix it")
                        .with("response_text", "done")
                        .with("input_token_count", 5L)
                        .with("output_token_count", 1L)
                        .read())
                .contains("LLM by gemini_cli/2", "> user: fix it", "< assistant: done");
        assertThat(Sample.of("github.copilot", "chat")
                        .with("github.copilot.prompt", "fix it")
                        .with("github.copilot.response", "done")
                        .read())
                .contains("> user: fix it", "< assistant: done");
    }

    @Test
    void anthropicAndResponsesBodies_inAPlainPair() {
        assertThat(Sample.of("own", "messages")
                        .with(
                                "input.value",
                                "{\"model\":\"claude\",\"system\":\"be kind\",\"max_tokens\":50,\"tools\":[{\"name\":\"add\",\"input_schema\":{}}],"
                                        + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"1\",\"name\":\"add\",\"input\":{\"a\":1}}]},"
                                        + "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"1\",\"content\":[{\"type\":\"text\",\"text\":\"2\"}]}]}]}")
                        .with(
                                "output.value",
                                "{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"two\"}]}")
                        .read())
                .containsExactly(
                        "SPAN by plain/2",
                        "max_tokens 50",
                        "> system: be kind",
                        "> user: hi",
                        "> assistant: call add {\"a\":1}",
                        "> tool: 2",
                        "< assistant: two",
                        "tool add");
        assertThat(Sample.of("own", "responses")
                        .with(
                                "input.value",
                                "{\"model\":\"gpt-5\",\"instructions\":\"be kind\",\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"hi\"}]},"
                                        + "{\"type\":\"function_call\",\"call_id\":\"1\",\"name\":\"add\",\"arguments\":\"{}\"},{\"type\":\"function_call\",\"call_id\":\"2\",\"name\":\"sub\",\"arguments\":\"{}\"}]}")
                        .with(
                                "output.value",
                                "{\"output\":[{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\"two\"}]}]}")
                        .read())
                .containsExactly(
                        "SPAN by plain/2",
                        "> system: be kind",
                        "> user: hi",
                        "> assistant: call add {} | call sub {}",
                        "< assistant: two");
    }

    @Test
    void hostileAttributes_areReadWithinBounds() {
        Sample span = Sample.of("x", "y")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.input.messages", "[{\"role\": \"user\"")
                .with("gen_ai.output.messages", List.of(1L, true, List.of(), Map.of()))
                .with("gen_ai.usage.input_tokens", "-5")
                .with("gen_ai.usage.output_tokens", 1e300)
                .with("llm.input_messages.999999999.message.content", "far")
                .with("llm.input_messages.__proto__.message.content", "odd");

        assertThat(span.read()).contains("LLM by gen_ai/2", "> user: [{\"role\": \"user\"");
    }

    @Test
    void totals_tellWhetherCacheStandsBesideTheInput() {
        Sample span = Sample.of("x", "chat")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.usage.input_tokens", 100L)
                .with("gen_ai.usage.output_tokens", 10L)
                .with("gen_ai.usage.cache_read_input_tokens", 50L)
                .with("gen_ai.usage.total_tokens", 160L);
        Sample within = Sample.of("x", "chat")
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.usage.input_tokens", 100L)
                .with("gen_ai.usage.output_tokens", 10L)
                .with("gen_ai.usage.cache_read_input_tokens", 50L)
                .with("gen_ai.usage.total_tokens", 110L);

        assertThat(span.read()).contains("tokens 150/10 cache 50/null reasoning null");
        assertThat(within.read()).contains("tokens 100/10 cache 50/null reasoning null");
    }
}
