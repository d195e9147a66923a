package dev.plumbline.ingest.normalize;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.ingest.decode.OtlpLog;
import dev.plumbline.ingest.decode.OtlpScope;
import dev.plumbline.tracestore.LogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What log records say of their span. */
class LogNormalizerTest {

    private static @Nullable LogRecord read(String event, @Nullable Object body, Map<String, Object> attributes) {
        return new LogNormalizer()
                .normalize(
                        1,
                        new OtlpLog(
                                new OtlpScope(Map.of(), "", "", Map.of()),
                                "0af7651916cd43dd8448eb211c80319c",
                                "b7ad6b7169203331",
                                1,
                                event,
                                body,
                                attributes),
                        LocalDate.EPOCH);
    }

    private static List<String> said(@Nullable LogRecord log, boolean input) {
        Content content = log == null || log.content() == null ? Content.EMPTY : log.content();
        List<Message> messages = input ? content.input() : content.output();
        return messages.stream().map(Sample::says).toList();
    }

    @Test
    void springAi_linesOfPromptAndCompletion() {
        assertThat(said(read("", "Chat Model Prompt Content:\n[\"be \"kind\"\", \"hi, you\"]", Map.of()), true))
                .containsExactly("user: be \"kind\"", "user: hi, you");
        assertThat(said(read("", "Chat Model Prompt Content:\n[\"be kind\", \"hi\"]", Map.of()), true))
                .containsExactly("user: be kind", "user: hi");
        assertThat(said(read("", "Chat Model Completion:\n[\"hello\"]", Map.of()), false))
                .containsExactly("assistant: hello");
    }

    @Test
    void messageEvents_withBodyOfAnyShape() {
        assertThat(said(read("gen_ai.user.message", Map.of("content", "hi"), Map.of()), true))
                .containsExactly("user: hi");
        assertThat(said(
                        read(
                                "gen_ai.choice",
                                Map.of(
                                        "index",
                                        0L,
                                        "message",
                                        Map.of(
                                                "tool_calls",
                                                List.of(Map.of(
                                                        "id",
                                                        "1",
                                                        "function",
                                                        Map.of("name", "add", "arguments", "{\"a\":1}"))))),
                                Map.of()),
                        false))
                .containsExactly("assistant: call add {\"a\":1}");
        assertThat(said(read("gen_ai.tool.message", Map.of("id", "1", "content", "2"), Map.of()), true))
                .containsExactly("tool: 2");
        assertThat(said(
                        read(
                                "gen_ai.client.inference.operation.details",
                                null,
                                Map.of(
                                        "gen_ai.input.messages",
                                        List.of(Map.of(
                                                "role",
                                                "user",
                                                "parts",
                                                List.of(Map.of("type", "text", "content", "hi")))))),
                        true))
                .containsExactly("user: hi");
    }

    @Test
    void codingAgents_promptsAndAnswers() {
        assertThat(said(read("claude_code.user_prompt", null, Map.of("prompt", "fix it")), true))
                .containsExactly("user: fix it");
        assertThat(said(read("gemini_cli.api_response", null, Map.of("response_text", "done")), false))
                .containsExactly("assistant: done");
    }

    @Test
    void otherRecords_carryNothing() {
        assertThat(read("", "started in 3 s", Map.of())).isNull();
        assertThat(read("claude_code.user_prompt", null, Map.of("prompt_length", 6L)))
                .isNull();
        assertThat(read("gen_ai.evaluation.result", Map.of("a", "b"), Map.of())).isNull();
    }
}
