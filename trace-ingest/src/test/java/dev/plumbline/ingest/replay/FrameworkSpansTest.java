package dev.plumbline.ingest.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Fingerprint;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.Part;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.contracts.trace.ToolDefinition;
import dev.plumbline.ingest.decode.OtlpScope;
import dev.plumbline.ingest.decode.OtlpSpan;
import dev.plumbline.ingest.fingerprint.Fingerprinter;
import dev.plumbline.ingest.normalize.Normalizer;
import dev.plumbline.ingest.normalize.Normalizer.Normalized;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Spans as real frameworks emit them. */
class FrameworkSpansTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Normalized normalize(String name, Map<String, Object> attributes, OtlpScope scope) {
        return new Normalizer()
                .normalize(
                        1,
                        new OtlpSpan(
                                scope,
                                new OtlpSpan.Ids("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", null),
                                new OtlpSpan.Outline(name, 1, 2, 0, ""),
                                attributes,
                                List.of(),
                                List.of(),
                                List.of()));
    }

    private static final OtlpScope NO_SCOPE = new OtlpScope(Map.of(), "", "", Map.of());

    private static Fingerprint fingerprint(Normalized span) {
        Content content = span.payload().content();
        return new Fingerprinter().of(span.span().model().requestModel(), content, content.documents());
    }

    @Test
    void oneCallInThreeForms_hasOneFingerprint() throws IOException {
        Path folder = Captures.folder("framework-spans");
        List<Fingerprint> prints = new ArrayList<>();
        for (String form : List.of("openinference", "otel_genai", "otel_genai_deprecated")) {
            prints.add(fingerprint(normalize(
                    form,
                    Captures.attributes(Captures.object(
                            folder.resolve("openinference-genai-" + form + "_client_span_tool_calls.json"))),
                    NO_SCOPE)));
        }

        assertThat(prints).allSatisfy(print -> assertThat(print).isEqualTo(prints.get(0)));
    }

    @Test
    void vercelSpans_giveWhatWentInAndOut() throws IOException {
        Path file = Captures.folder("framework-spans").resolve("openinference-vercel-v6-all-spans.json");
        int calls = 0;
        for (Object item : JSON.readValue(file.toFile(), List.class)) {
            Map<?, ?> span = (Map<?, ?>) item;
            Normalized normalized = normalize(
                    String.valueOf(span.get("name")),
                    Captures.attributes((Map<?, ?>) span.get("attributes")),
                    NO_SCOPE);
            if (normalized.span().kind() == SpanKind.LLM) {
                calls++;
                assertThat(normalized.payload().content().input())
                        .as(normalized.span().name())
                        .isNotEmpty();
                assertThat(normalized.payload().content().output())
                        .as(normalized.span().name())
                        .isNotEmpty();
                assertThat(normalized.span().model().provider()).isEqualTo("openai");
                assertThat(normalized.span().model().usage().input()).isPositive();
            }
        }
        assertThat(calls).isPositive();
    }

    @Test
    void noSpanVanishes_andEveryOneThatSaysSomethingIsRead() throws IOException {
        int spans = 0;
        int silent = 0;
        try (Stream<Path> files = Files.list(Captures.folder("framework-spans"))) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("langfuse-"))
                    .toList()) {
                List<Normalized> read = Observations.of(file);
                List<?> sent = (List<?>) Captures.object(file).get("observations");
                assertThat(read).as(file.toString()).hasSameSizeAs(sent);
                for (int i = 0; i < read.size(); i++) {
                    Map<?, ?> observation = (Map<?, ?>) sent.get(i);
                    Content content = read.get(i).payload().content();
                    String name = file.getFileName() + ": " + read.get(i).span().name();
                    if (observation.get("input") != null && !isEmpty(observation.get("input"))) {
                        assertThat(content.input()).as(name).isNotEmpty();
                    }
                    if (observation.get("output") != null && !isEmpty(observation.get("output"))) {
                        assertThat(content.output()).as(name).isNotEmpty();
                    }
                    if (observation.get("model") != null && read.get(i).span().kind() != SpanKind.AGENT) {
                        assertThat(read.get(i).span().kind()).as(name).isEqualTo(SpanKind.LLM);
                        assertThat(read.get(i).span().model().responseModel())
                                .as(name)
                                .isEqualTo(observation.get("model"));
                    }
                    spans++;
                    silent += content.input().isEmpty() && content.output().isEmpty() ? 1 : 0;
                }
            }
        }
        assertThat(spans).isEqualTo(91);
        // Steps of graphs and agents that carry nothing but their name.
        assertThat(silent).isLessThan(40);
    }

    private static boolean isEmpty(Object value) {
        return value instanceof String text
                ? text.isEmpty() || text.equals("{}") || text.equals("[]") || text.equals("null")
                : value instanceof Map<?, ?> map ? map.isEmpty() : value instanceof List<?> list && list.isEmpty();
    }

    @Test
    void autoGen() throws IOException {
        Normalized call = named("autogen-2025-06-06", "chat gpt-4o").get(0);

        assertThat(says(call.payload().content().input()))
                .containsExactly(
                        "system: You are a helpful AI assistant. Solve tasks using your tools. "
                                + "Reply with TERMINATE when the task has been completed.",
                        "user: Say 'Hello World!'");
        assertThat(says(call.payload().content().output())).containsExactly("assistant: Hello World!");
        assertThat(call.payload().content().parameters()).containsEntry("temperature", 1L);
        assertThat(tokens(call)).isEqualTo("41/3");
        assertThat(call.span().origin().sessionId()).isEqualTo("session_abc");
        assertThat(call.span().origin().userId()).isEqualTo("user_123");
    }

    @Test
    void langGraph() throws IOException {
        List<Normalized> calls = named("langgraph-2025-08-22", "ChatOpenAI");
        Normalized second = calls.get(1);

        assertThat(says(second.payload().content().input()))
                .containsExactly(
                        "user: Be helpful!",
                        "user: Search the web for 'example' and summarize.",
                        "assistant: call Web-Search {\"query\":\"example\"}",
                        "tool: [{\"q\":\"example\",\"title\":\"Example Result\",\"url\":\"https://example.com\"}]");
        assertThat(second.payload().content().tools())
                .extracting(ToolDefinition::name)
                .containsExactly("Web-Search");
        assertThat(calls).extracting(FrameworkSpansTest::tokens).containsExactly("60/15", "108/51");
        assertThat(calls)
                .extracting(call -> call.span().model().requestModel() + " "
                        + call.span().model().provider())
                .containsOnly("gpt-4o openai");
        Normalized tool = named("langgraph-2025-08-22", "Web-Search").get(0);
        assertThat(tool.span().kind()).isEqualTo(SpanKind.TOOL);
        assertThat(says(tool.payload().content().input()))
                .containsExactly("assistant: call Web-Search {\"query\":\"example\"}");
        assertThat(Observations.of("langgraph-2025-08-22"))
                .extracting(span -> span.span().origin().sessionId())
                .containsOnly("demo-thread-1");
        assertThat(Observations.of("langgraph-2025-08-22"))
                .extracting(span -> span.span().kind())
                .containsOnly(SpanKind.CHAIN, SpanKind.LLM, SpanKind.TOOL);
    }

    @Test
    void vertexThroughLangChain() throws IOException {
        Normalized call = named("google-vertex-tools-langchain-2025-09-19", "VertexGemini")
                .get(0);
        Content content = call.payload().content();

        assertThat(content.input())
                .extracting(Message::role)
                .containsExactly("system", "system", "user", "assistant", "user");
        assertThat(content.tools())
                .extracting(ToolDefinition::name)
                .containsExactly(
                        "transition_to_service_a",
                        "transition_to_service_b",
                        "transition_to_service_c",
                        "get_customer_info",
                        "escalate_to_human");
        assertThat(content.tools())
                .allSatisfy(tool -> assertThat(tool.parameters()).contains("properties"));
        assertThat(says(content.output()))
                .containsExactly("assistant: Thank you, John Smith. Which of our services are you interested in?");
        assertThat(tokens(call)).isEqualTo("1200/15");
        assertThat(call.span().model().provider()).isEqualTo("gcp.vertex_ai");
        assertThat(call.span().model().finishReasons()).containsExactly("stop");
        assertThat(content.parameters()).containsEntry("max_tokens", 8192L).containsEntry("top_p", 0.95);
        assertThat(call.span().origin().sessionId()).isEqualTo("test-conversation-001");
    }

    @Test
    void openAiAssistants() throws IOException {
        Normalized run = named("openai-assistants-2024-05-29", "run_assistant").get(0);
        Normalized call = Observations.of("openai-assistants-2024-05-29").get(0);

        assertThat(says(run.payload().content().input()))
                .containsExactly(
                        "system: You are a personal math tutor. Answer questions briefly, in a sentence or less.",
                        "user: I need to solve the equation `3x + 11 = 14`. Can you help me?");
        assertThat(call.span().kind()).isEqualTo(SpanKind.LLM);
        assertThat(call.span().model().requestModel()).isEqualTo("gpt-4");
        assertThat(tokens(call)).isEqualTo("49/40");
        assertThat(says(call.payload().content().output()).get(0)).startsWith("assistant: Sure, first subtract 11");
        assertThat(says(named("openai-assistants-2024-05-29", "get_response")
                        .get(0)
                        .payload()
                        .content()
                        .output()))
                .singleElement()
                .asString()
                .startsWith("assistant: Sure, first subtract 11");
    }

    @Test
    void koog() throws IOException {
        List<Normalized> calls = named("koog-2025-08-26", "llm.chat");
        Normalized tool = named("koog-2025-08-26", "tool.HelloTool").get(0);

        assertThat(says(calls.get(0).payload().content().input()))
                .containsExactly(
                        "system: You are a nice and polite assistant.",
                        "user: Greet and say goodbye to the user in the same message. Use provided tools to generate "
                                + "a proper greeting. The user name is Bob.",
                        "assistant: call HelloTool {\"name\":\"Bob\"}",
                        "tool: Hello my darling Bob!",
                        "assistant: call ByeTool {\"name\":\"Bob\"}",
                        "tool: Bye my dear Bob!");
        assertThat(says(calls.get(1).payload().content().output()))
                .containsExactly(
                        "assistant: call HelloTool {\"name\":\"Bob\"}", "assistant: call ByeTool {\"name\":\"Bob\"}");
        assertThat(calls).extracting(FrameworkSpansTest::tokens).containsExactly("168/19", "47/106");
        assertThat(calls.get(1).span().model().finishReasons()).containsExactly("tool_call");
        assertThat(tool.span().kind()).isEqualTo(SpanKind.TOOL);
        assertThat(says(tool.payload().content().input()))
                .containsExactly("assistant: call HelloTool {\"name\":\"Bob\"}");
        assertThat(says(tool.payload().content().output())).containsExactly("tool: Hello my darling Bob!");
        assertThat(Observations.of("koog-2025-08-26"))
                .extracting(span -> span.span().kind())
                .doesNotContain(SpanKind.SPAN);
        assertThat(calls.get(0).span().origin().sessionId()).isEqualTo("6f8d2449-33ed-4c7c-82e7-5410e34ee4e6");
        assertThat(calls.get(0).span().origin().release()).isEqualTo("0.3.0");
    }

    @Test
    void pydanticAi() throws IOException {
        List<Normalized> runs = named("pydantic-ai-tools-2025-12-04", "joke_agent run");
        Normalized call =
                named("pydantic-ai-tools-2025-12-04", "chat gpt-4o-mini").get(0);
        Normalized tool = named("pydantic-ai-tools-2025-12-04", "running tool: get_pun_suggestion")
                .get(0);

        assertThat(runs).allSatisfy(run -> assertThat(run.span().kind()).isEqualTo(SpanKind.AGENT));
        assertThat(says(runs.get(0).payload().content().output()))
                .containsExactly("assistant: Why do programmers hate nature?  \nIt has too many bugs!");
        assertThat(runs.get(0).payload().content().input())
                .extracting(Message::role)
                .containsExactly("system", "user", "assistant", "tool", "tool", "tool", "assistant", "user");
        assertThat(call.payload().content().tools())
                .extracting(ToolDefinition::name)
                .contains("get_pun_suggestion", "get_tree_joke_suggestion");
        assertThat(call.span().model().responseModel()).isEqualTo("gpt-4o-mini-2024-07-18");
        assertThat(tokens(call)).isEqualTo("417/53");
        assertThat(says(tool.payload().content().input()))
                .containsExactly("assistant: call get_pun_suggestion {\"topic\":\"programming\"}");
        assertThat(named("pydantic-ai-tools-2025-12-04", "running 3 tools")
                        .get(0)
                        .span()
                        .kind())
                .isEqualTo(SpanKind.CHAIN);
    }

    @Test
    void googleAdk() throws IOException {
        List<Normalized> calls = named("google-adk-2025-08-28", "call_llm");
        Normalized tool =
                named("google-adk-2025-08-28", "execute_tool say_hello").get(0);

        assertThat(says(calls.get(1).payload().content().input()).get(1)).isEqualTo("user: hi");
        assertThat(says(calls.get(1).payload().content().output())).containsExactly("assistant: call say_hello null");
        assertThat(says(calls.get(0).payload().content().output())).containsExactly("assistant: Hello Langfuse 👋!\n");
        assertThat(says(tool.payload().content().output()))
                .containsExactly("tool: {\"greeting\":\"Hello Langfuse 👋\"}");
        assertThat(says(named("google-adk-2025-08-28", "invocation [hello_app]")
                        .get(0)
                        .payload()
                        .content()
                        .input()))
                .containsExactly("user: hi");
        assertThat(calls.get(0).span().origin().sessionId()).isEqualTo("demo-session");
        assertThat(calls).extracting(FrameworkSpansTest::tokens).containsExactly("39/6", "28/3");
    }

    /** The request without OpenInference's words: only what the framework itself sends. */
    @Test
    void googleAdk_alone_saysTheSame() throws IOException {
        Normalized both = named("google-adk-2025-08-28", "call_llm").get(0);
        Map<String, Object> own = new LinkedHashMap<>(both.payload().attributes());
        own.keySet().removeIf(key -> !key.startsWith("gcp."));

        Content alone = normalize("call_llm", own, new OtlpScope(Map.of(), "gcp.vertex.agent", "", Map.of()))
                .payload()
                .content();

        assertThat(fingerprint(normalize("call_llm", own, NO_SCOPE)).history())
                .isEqualTo(fingerprint(both).history());
        assertThat(says(alone.input()).get(1)).isEqualTo("user: hi");
        assertThat(says(alone.output())).isEqualTo(says(both.payload().content().output()));
        assertThat(alone.tools()).isEqualTo(both.payload().content().tools());
    }

    @Test
    void microsoftAgentFramework() throws IOException {
        Normalized agent = Observations.of("microsoft-agent-2025-10-14").get(0);
        Normalized tool =
                named("microsoft-agent-2025-10-14", "execute_tool get_weather").get(0);

        assertThat(agent.span().kind()).isEqualTo(SpanKind.AGENT);
        assertThat(says(agent.payload().content().output()))
                .containsExactly(
                        "assistant: call get_weather {\"location\":\"Portland\"}",
                        "tool: The weather in Portland is stormy with a high of 19°C.",
                        "assistant: The weather in Portland is currently stormy with a high temperature of 19°C.");
        assertThat(says(tool.payload().content().input()))
                .containsExactly("assistant: call get_weather {\"location\":\"Portland\"}");
    }

    @Test
    void openAiAgentsAgnoBeeAiGeminiAndLlamaIndex() throws IOException {
        Normalized agents = named("openai-agents-2025-09-30", "response").get(0);
        Normalized agno = named("agno-2025-06-11", "chat gpt-4o-mini").get(0);
        Normalized step = named("beeai-2025-08-01", "agent.react.update-13").get(0);
        Normalized gemini = named("google-gemini-2025-08-01", "GenerateContent").get(0);
        Normalized llama = named("llamaindex-2025-06-05", "OpenAI.complete").get(0);

        assertThat(agents.payload().content().input())
                .extracting(Message::role)
                .containsExactly("system", "user", "assistant", "tool");
        assertThat(tokens(agents)).isEqualTo("85/29");
        assertThat(agno.payload().content().input())
                .extracting(Message::role)
                .containsExactly("system", "user", "assistant", "tool");
        assertThat(tokens(agno)).isEqualTo("663/225");
        assertThat(says(step.payload().content().output()).get(0))
                .startsWith("assistant: thinks I will first research key attractions")
                .endsWith("call Wikipedia {\"query\":\"Tourism in Barcelona\"}");
        assertThat(named("beeai-2025-08-01", "backend.openai.chat.success-16")
                        .get(0)
                        .payload()
                        .content()
                        .output())
                .hasSize(1);
        assertThat(gemini.span().model().usage().reasoning()).isEqualTo(1104);
        assertThat(says(llama.payload().content().input())).containsExactly("user: What is Langfuse?");
        assertThat(tokens(llama)).isEqualTo("13/81");
    }

    private static List<Normalized> named(String capture, String name) throws IOException {
        List<Normalized> spans = Observations.of(capture).stream()
                .filter(span -> span.span().name().equals(name))
                .toList();
        assertThat(spans).as(capture + ": " + name).isNotEmpty();
        return spans;
    }

    private static List<String> says(List<Message> messages) {
        return messages.stream()
                .map(message -> message.role() + ": "
                        + message.parts().stream().map(FrameworkSpansTest::said).collect(Collectors.joining(" ")))
                .toList();
    }

    private static String said(Part part) {
        return switch (part.type()) {
            case "tool_call" -> "call " + part.name() + " " + part.json();
            case "reasoning" -> "thinks " + part.text();
            default -> String.valueOf(part.text() == null ? part.json() : part.text());
        };
    }

    private static String tokens(Normalized span) {
        return span.span().model().usage().input() + "/"
                + span.span().model().usage().output();
    }
}
