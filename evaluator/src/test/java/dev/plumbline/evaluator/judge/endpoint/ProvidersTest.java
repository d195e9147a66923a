package dev.plumbline.evaluator.judge.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.evaluator.judge.endpoint.JudgeServer.Answer;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Anthropic's Messages API and Ollama's chat API, over HTTP, as their documentation has them. */
class ProvidersTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectNode SCHEMA = JSON.createObjectNode().put("type", "object");
    private static final List<ChatMessage> CHAT = List.of(
            new ChatMessage("system", "Judge."),
            new ChatMessage("user", "This."),
            new ChatMessage("assistant", " "),
            new ChatMessage("user", "Again."));

    private final JudgeServer server = new JudgeServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void anthropic_isAskedForAToolCall_withTheSchema_andTheSystemApart() throws Exception {
        server.behave(call -> Answer.of(200, message("tool_use", "{\"verdict\": \"pass\"}")));

        Reply reply = anthropic(Map.of("api-key", "sk-ant-1", "answer-tokens", "700"));

        assertThat(reply).isEqualTo(new Reply.Said("{\"verdict\":\"pass\"}", 130L, 42L));
        JudgeServer.Asked call = server.asked().get(0);
        assertThat(call.path()).isEqualTo("/v1/messages");
        assertThat(call.headers().get("X-api-key")).containsExactly("sk-ant-1");
        assertThat(call.headers().get("Anthropic-version")).containsExactly("2023-06-01");
        assertThat(call.headers()).doesNotContainKey("Authorization");
        assertThat(call.body().get("system").textValue()).isEqualTo("Judge.");
        assertThat(call.body().get("messages").toString())
                .isEqualTo("[{\"role\":\"user\",\"content\":\"This.\"},"
                        + "{\"role\":\"assistant\",\"content\":\"(nothing)\"},"
                        + "{\"role\":\"user\",\"content\":\"Again.\"}]");
        assertThat(call.body().get("max_tokens").intValue()).isEqualTo(1400);
        assertThat(call.body().at("/tools/0/input_schema")).isEqualTo(SCHEMA);
        assertThat(call.body().at("/tool_choice/type").textValue()).isEqualTo("tool");
        assertThat(call.body().at("/tool_choice/name")).isEqualTo(call.body().at("/tools/0/name"));
        assertThat(call.body().has("response_format")).isFalse();
    }

    @Test
    void anthropic_cachedInput_isCounted() throws Exception {
        ObjectNode body = (ObjectNode) JSON.readTree(message("tool_use", "{}"));
        ((ObjectNode) body.get("usage")).put("cache_read_input_tokens", 1000).put("cache_creation_input_tokens", 20);
        server.behave(call -> Answer.of(200, body.toString()));

        assertThat(anthropic(Map.of())).isEqualTo(new Reply.Said("{}", 1150L, 42L));
    }

    @Test
    void anthropic_textInsteadOfTheTool_isHandedOn_andARefusalIsOne() throws Exception {
        server.behave(call -> Answer.of(
                200,
                "{\"type\": \"message\", \"stop_reason\": \"end_turn\", \"content\": [{\"type\": \"text\", \"text\":"
                        + " \"It passes.\"}], \"usage\": {}}"));
        assertThat(anthropic(Map.of())).isEqualTo(new Reply.Said("It passes.", null, null));

        server.behave(call -> Answer.of(200, message("refusal", "{}")));
        assertThat(anthropic(Map.of())).isEqualTo(new Reply.Refused("the model refuses"));
    }

    @ParameterizedTest
    @CsvSource({
        "401,authentication_error,Away",
        "402,billing_error,Away",
        "403,permission_error,Away",
        "404,not_found_error,Away",
        "400,invalid_request_error,Refused",
        "413,request_too_large,Refused",
        "500,api_error,Away",
        "504,timeout_error,Away",
        "529,overloaded_error,Away"
    })
    void anthropic_errors_areWhatTheyAre(int status, String type, String kind) throws Exception {
        server.behave(call -> Answer.of(status, error(type, "No.")));

        Reply reply = anthropic(Map.of());

        String reason = "HTTP " + status + " " + type;
        assertThat(reply).isEqualTo(kind.equals("Away") ? new Reply.Away(reason, null) : new Reply.Refused(reason));
    }

    @Test
    void anthropic_rateLimitAndOverload_areObeyed() throws Exception {
        server.behave(call -> Answer.of(429, error("rate_limit_error", "Slow."), "retry-after", "31"));
        assertThat(anthropic(Map.of())).isEqualTo(new Reply.Away("HTTP 429 rate_limit_error", Duration.ofSeconds(31)));

        server.behave(call -> Answer.of(529, error("overloaded_error", "Overloaded"), "retry-after", "7"));
        assertThat(anthropic(Map.of())).isEqualTo(new Reply.Away("HTTP 529 overloaded_error", Duration.ofSeconds(7)));
    }

    @Test
    void anthropic_emptyAccount_isNoFaultOfTheContent() throws Exception {
        server.behave(call -> Answer.of(
                400, error("invalid_request_error", "Your credit balance is too low to access the Anthropic API.")));

        assertThat(anthropic(Map.of())).isEqualTo(new Reply.Away("HTTP 400 invalid_request_error", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"content\": []}", "{\"content\": \"pass\"}", "<html>", ""})
    void anthropic_okWithoutAMessage_isLost(String body) throws Exception {
        server.behave(call -> Answer.of(200, body));

        assertThat(anthropic(Map.of())).isInstanceOf(Reply.Lost.class);
    }

    @Test
    void ollama_isAskedWithTheSchemaAsItsFormat_andMayNotCutThePrompt() throws Exception {
        server.behave(call -> Answer.of(200, chat("{\"verdict\": \"fail\"}", 26)));

        Reply reply = ollama("Hello", Map.of());

        assertThat(reply).isEqualTo(new Reply.Said("{\"verdict\": \"fail\"}", 26L, 298L));
        JudgeServer.Asked call = server.asked().get(0);
        assertThat(call.path()).isEqualTo("/api/chat");
        JsonNode body = call.body();
        assertThat(body.get("format")).isEqualTo(SCHEMA);
        assertThat(body.get("stream").booleanValue()).isFalse();
        assertThat(body.get("truncate").booleanValue()).isFalse();
        assertThat(body.at("/options/temperature").doubleValue()).isZero();
        assertThat(body.at("/options/num_predict").intValue()).isEqualTo(2000);
        assertThat(body.at("/options/num_ctx").intValue()).isEqualTo(4096);
        assertThat(body.at("/messages/0/role").textValue()).isEqualTo("user");
    }

    @Test
    void ollama_context_growsWithThePrompt_andACutPromptIsRefused() throws Exception {
        server.behave(call -> Answer.of(200, chat("{\"verdict\": \"pass\"}", 16_384)));

        Reply reply = ollama("word ".repeat(6_000), Map.of());

        assertThat(server.asked().get(0).body().at("/options/num_ctx").intValue())
                .isEqualTo(16_384);
        assertThat(reply).isEqualTo(new Reply.Refused("the prompt was cut to the model's context"));
    }

    @ParameterizedTest
    @CsvSource({
        "404,model 'm' not found,Away",
        "503,server busy,Away",
        "500,llama runner process has terminated,Away",
        "400,input length exceeds the context length,Refused"
    })
    void ollama_errors_areWhatTheyAre(int status, String message, String kind) throws Exception {
        server.behave(call -> Answer.of(status, "{\"error\": \"" + message + "\"}"));

        Reply reply = ollama("Hello", Map.of());

        assertThat(reply)
                .isEqualTo(
                        kind.equals("Away")
                                ? new Reply.Away("HTTP " + status, null)
                                : new Reply.Refused("HTTP " + status));
    }

    @Test
    void ollama_withoutCounts_orUnfinished() throws Exception {
        server.behave(call -> Answer.of(200, "{\"message\": {\"content\": \"{}\"}, \"done\": true}"));
        assertThat(ollama("Hello", Map.of())).isEqualTo(new Reply.Said("{}", null, null));

        server.behave(call -> Answer.of(200, "{\"message\": {\"content\": \"{\"}, \"done\": false}"));
        assertThat(ollama("Hello", Map.of())).isInstanceOf(Reply.Lost.class);
    }

    @Test
    void bases_areTakenAsPeopleWriteThem() {
        assertThat(new AnthropicProtocol(1).address("https://api.anthropic.com"))
                .hasToString("https://api.anthropic.com/v1/messages");
        assertThat(new AnthropicProtocol(1).address("https://gateway/anthropic/v1"))
                .hasToString("https://gateway/anthropic/v1/messages");
        assertThat(new OllamaProtocol(1).address("http://127.0.0.1:11434/v1"))
                .hasToString("http://127.0.0.1:11434/api/chat");
        assertThat(new OllamaProtocol(1).address("http://127.0.0.1:11434"))
                .hasToString("http://127.0.0.1:11434/api/chat");
    }

    private static String message(String stopReason, String input) {
        return "{\"id\": \"msg_1\", \"type\": \"message\", \"role\": \"assistant\", \"model\": \"m\", \"stop_reason\": \""
                + stopReason
                + "\", \"content\": [{\"type\": \"text\", \"text\": \"Let me see.\"}, {\"type\": \"tool_use\","
                + " \"id\": \"toolu_1\", \"name\": \"verdict\", \"input\": " + input
                + "}], \"usage\": {\"input_tokens\": 130, \"output_tokens\": 42}}";
    }

    private static String error(String type, String message) {
        return "{\"type\": \"error\", \"error\": {\"type\": \"" + type + "\", \"message\": \"" + message
                + "\"}, \"request_id\": \"req_1\"}";
    }

    private static String chat(String content, int promptTokens) {
        ObjectNode chat = JSON.createObjectNode().put("model", "m").put("created_at", "2026-01-01T00:00:00Z");
        chat.putObject("message").put("role", "assistant").put("content", content);
        return chat.put("done_reason", "stop")
                .put("done", true)
                .put("prompt_eval_count", promptTokens)
                .put("eval_count", 298)
                .toString();
    }

    private Reply anthropic(Map<String, String> settings) throws InterruptedException {
        return ask("anthropic", CHAT, settings);
    }

    private Reply ollama(String text, Map<String, String> settings) throws InterruptedException {
        return ask("ollama", List.of(new ChatMessage("user", text)), settings);
    }

    private Reply ask(String provider, List<ChatMessage> chat, Map<String, String> settings)
            throws InterruptedException {
        Map<String, String> values = new HashMap<>(Map.of(
                "plumbline.judge.url",
                server.url(),
                "plumbline.judge.model",
                "m",
                "plumbline.judge.provider",
                provider));
        settings.forEach((name, value) -> values.put("plumbline.judge." + name, value));
        JudgeConfig config = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(JudgeConfig.class)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(JudgeConfig.class);
        return new JudgeClient(config, CLOCK)
                .ask(new Question("m", config.temperature().orElse(null), chat, SCHEMA));
    }
}
