package dev.plumbline.ingest.fingerprint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Fingerprint;
import dev.plumbline.ingest.decode.OtlpScope;
import dev.plumbline.ingest.decode.OtlpSpan;
import dev.plumbline.ingest.normalize.Normalizer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;

/** The same model call through each dialect has one fingerprint; one changed character has another. */
class FourDialectsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Function<Call, Map<String, Object>>> DIALECTS = Map.of(
            "gen_ai", FourDialectsTest::genAi,
            "openinference", FourDialectsTest::openInference,
            "traceloop", FourDialectsTest::traceloop,
            "vercel", FourDialectsTest::vercel,
            "langfuse", FourDialectsTest::langfuse,
            "mlflow", FourDialectsTest::mlflow);

    /** A conversation with a tool call, as an application holds it. */
    private record Call(
            String model, double temperature, String system, String first, String answer, String city, String last) {}

    private static Call random(Random random) {
        return new Call(
                word(random),
                random.nextInt(20) / 10.0,
                word(random),
                word(random),
                word(random),
                word(random),
                word(random));
    }

    private static String word(Random random) {
        String letters = "abc XYZ äß日😀\"\\\n{}[]<>&'019.,?";
        int[] points = letters.codePoints().toArray();
        StringBuilder word = new StringBuilder("w");
        for (int i = random.nextInt(30); i >= 0; i--) {
            word.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return word.append("w").toString();
    }

    @RepeatedTest(40)
    void sameCall_hasOneFingerprint(RepetitionInfo repetition) {
        Call call = random(new Random(repetition.getCurrentRepetition()));
        Fingerprint expected = fingerprint(genAi(call));

        DIALECTS.forEach((name, dialect) ->
                assertThat(fingerprint(dialect.apply(call))).as(name).isEqualTo(expected));
    }

    @RepeatedTest(40)
    void oneChangedCharacter_changesItsComponentAndTheRequest(RepetitionInfo repetition) {
        Random random = new Random(1000 + repetition.getCurrentRepetition());
        Call call = random(random);
        int field = random.nextInt(6);
        Call changed = new Call(
                change(call.model(), field == 0, random),
                call.temperature(),
                change(call.system(), field == 1, random),
                change(call.first(), field == 2, random),
                change(call.answer(), field == 3, random),
                change(call.city(), field == 4, random),
                change(call.last(), field == 5, random));

        DIALECTS.forEach((name, dialect) -> {
            Fingerprint before = fingerprint(dialect.apply(call));
            Fingerprint after = fingerprint(dialect.apply(changed));
            assertThat(after.request()).as(name).isNotEqualTo(before.request());
            assertThat(after.model().equals(before.model())).as(name).isEqualTo(field != 0);
            assertThat(after.system().equals(before.system())).as(name).isEqualTo(field != 1);
            assertThat(after.history().equals(before.history()))
                    .as(name)
                    .isEqualTo(field != 2 && field != 3 && field != 4);
            assertThat(after.input().equals(before.input())).as(name).isEqualTo(field != 5);
        });
    }

    @Test
    void keyOrderInJson_changesNothing() {
        Call call = random(new Random(7));
        Map<String, Object> one = genAi(call);
        Map<String, Object> other = new LinkedHashMap<>(one);
        other.put(
                "gen_ai.tool.definitions",
                "[{\"parameters\":{\"properties\":{\"city\":{\"type\":\"string\"}},\"type\":\"object\"},"
                        + "\"description\":\"Looks up\",\"type\":\"function\",\"name\":\"weather\"}]");

        assertThat(fingerprint(other)).isEqualTo(fingerprint(one));
    }

    @RepeatedTest(10)
    void keyOrderAnywhere_changesNothing(RepetitionInfo repetition) {
        Call call = random(new Random(2000 + repetition.getCurrentRepetition()));

        DIALECTS.forEach((name, dialect) -> {
            Map<String, Object> sent = dialect.apply(call);
            Map<String, Object> turned = new LinkedHashMap<>();
            sent.forEach((key, value) -> turned.put(key, value instanceof String text ? turned(text) : value));
            assertThat(fingerprint(turned)).as(name).isEqualTo(fingerprint(sent));
        });
    }

    /** JSON with the keys of every object the other way round; other text as it is. */
    private static String turned(String text) {
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return text;
        }
        try {
            return JSON.writeValueAsString(turned(JSON.readValue(text, Object.class)));
        } catch (JsonProcessingException notJson) {
            return text;
        }
    }

    private static Object turned(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(FourDialectsTest::turned).toList();
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        List<Object> keys = new ArrayList<>(map.keySet());
        Collections.reverse(keys);
        Map<Object, Object> other = new LinkedHashMap<>();
        keys.forEach(key -> other.put(key, turned((Object) map.get(key))));
        return other;
    }

    @Test
    void idsOfToolCalls_changeNothing() {
        Map<String, Object> one = genAi(random(new Random(7)));
        Map<String, Object> other = new LinkedHashMap<>(one);
        other.put(
                "gen_ai.input.messages",
                one.get("gen_ai.input.messages").toString().replace("call_1", "call_2"));

        assertThat(fingerprint(other)).isEqualTo(fingerprint(one));
    }

    private static String change(String text, boolean really, Random random) {
        if (!really) {
            return text;
        }
        int at = text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length())));
        return text.substring(0, at) + "#" + text.substring(text.offsetByCodePoints(at, 1));
    }

    private static Fingerprint fingerprint(Map<String, Object> attributes) {
        OtlpSpan span = new OtlpSpan(
                new OtlpScope(Map.of(), "", "", Map.of()),
                new OtlpSpan.Ids("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", null),
                new OtlpSpan.Outline("chat", 1, 2, 0, ""),
                attributes,
                List.of(),
                List.of(),
                List.of());
        Normalizer.Normalized normalized = new Normalizer().normalize(1, span);
        Content content = normalized.payload().content();
        return new Fingerprinter().of(normalized.span().model().requestModel(), content, List.of());
    }

    private static Map<String, Object> genAi(Call call) {
        return attributes(
                "gen_ai.operation.name", "chat",
                "gen_ai.request.model", call.model(),
                "gen_ai.request.temperature", call.temperature(),
                "gen_ai.request.max_tokens", 100L,
                "gen_ai.system_instructions", json(List.of(Map.of("type", "text", "content", call.system()))),
                "gen_ai.tool.definitions",
                        json(List.of(Map.of(
                                "type", "function",
                                "name", "weather",
                                "description", "Looks up",
                                "parameters", schema()))),
                "gen_ai.input.messages",
                        json(List.of(
                                message("user", Map.of("type", "text", "content", call.first())),
                                message(
                                        "assistant",
                                        Map.of("type", "text", "content", call.answer()),
                                        Map.of(
                                                "type", "tool_call",
                                                "id", "call_1",
                                                "name", "weather",
                                                "arguments", Map.of("city", call.city(), "days", 3))),
                                message(
                                        "tool",
                                        Map.of("type", "tool_call_response", "id", "call_1", "response", "rain")),
                                message("user", Map.of("type", "text", "content", call.last())))));
    }

    private static Map<String, Object> message(String role, Object... parts) {
        return Map.of("role", role, "parts", List.of(parts));
    }

    private static Map<String, Object> openInference(Call call) {
        return attributes(
                "openinference.span.kind", "LLM",
                "llm.model_name", call.model(),
                "llm.invocation_parameters",
                        json(Map.of("temperature", call.temperature(), "max_tokens", 100, "model", call.model())),
                "llm.tools.0.tool.json_schema",
                        json(Map.of(
                                "type",
                                "function",
                                "function",
                                Map.of(
                                        "name", "weather",
                                        "description", "Looks up",
                                        "parameters", schema()))),
                "llm.input_messages.0.message.role", "system",
                "llm.input_messages.0.message.content", call.system(),
                "llm.input_messages.1.message.role", "user",
                "llm.input_messages.1.message.content", call.first(),
                "llm.input_messages.2.message.role", "assistant",
                "llm.input_messages.2.message.content", call.answer(),
                "llm.input_messages.2.message.tool_calls.0.tool_call.id", "call_1",
                "llm.input_messages.2.message.tool_calls.0.tool_call.function.name", "weather",
                "llm.input_messages.2.message.tool_calls.0.tool_call.function.arguments",
                        json(Map.of("city", call.city(), "days", 3)),
                "llm.input_messages.3.message.role", "tool",
                "llm.input_messages.3.message.tool_call_id", "call_1",
                "llm.input_messages.3.message.content", "rain",
                "llm.input_messages.10.message.role", "user",
                "llm.input_messages.10.message.content", call.last(),
                "input.value", "{\"messages\": []}");
    }

    private static Map<String, Object> traceloop(Call call) {
        return attributes(
                "llm.request.type", "chat",
                "gen_ai.system", "OpenAI",
                "gen_ai.request.model", call.model(),
                "gen_ai.request.temperature", call.temperature(),
                "gen_ai.request.max_tokens", 100L,
                "llm.request.functions.0.name", "weather",
                "llm.request.functions.0.description", "Looks up",
                "llm.request.functions.0.parameters", json(schema()),
                "gen_ai.prompt.0.role", "system",
                "gen_ai.prompt.0.content", call.system(),
                "gen_ai.prompt.1.role", "user",
                "gen_ai.prompt.1.content", call.first(),
                "gen_ai.prompt.2.role", "assistant",
                "gen_ai.prompt.2.content", call.answer(),
                "gen_ai.prompt.2.tool_calls.0.id", "call_1",
                "gen_ai.prompt.2.tool_calls.0.name", "weather",
                "gen_ai.prompt.2.tool_calls.0.arguments", json(Map.of("city", call.city(), "days", 3)),
                "gen_ai.prompt.3.role", "tool",
                "gen_ai.prompt.3.tool_call_id", "call_1",
                "gen_ai.prompt.3.content", "rain",
                "gen_ai.prompt.4.role", "user",
                "gen_ai.prompt.4.content", call.last());
    }

    private static Map<String, Object> vercel(Call call) {
        return attributes(
                "ai.operationId", "ai.generateText.doGenerate",
                "ai.model.id", call.model(),
                "gen_ai.request.temperature", call.temperature(),
                "ai.settings.maxOutputTokens", 100L,
                "ai.prompt.tools",
                        List.of(json(Map.of(
                                "type", "function",
                                "name", "weather",
                                "description", "Looks up",
                                "inputSchema", schema()))),
                "ai.prompt.messages",
                        json(List.of(
                                Map.of("role", "system", "content", call.system()),
                                Map.of(
                                        "role",
                                        "user",
                                        "content",
                                        List.of(Map.of("type", "text", "text", call.first()))),
                                Map.of(
                                        "role",
                                        "assistant",
                                        "content",
                                        List.of(
                                                Map.of("type", "text", "text", call.answer()),
                                                Map.of(
                                                        "type", "tool-call",
                                                        "toolCallId", "call_1",
                                                        "toolName", "weather",
                                                        "input", Map.of("city", call.city(), "days", 3)))),
                                Map.of(
                                        "role",
                                        "tool",
                                        "content",
                                        List.of(Map.of(
                                                "type", "tool-result",
                                                "toolCallId", "call_1",
                                                "toolName", "weather",
                                                "output", Map.of("type", "text", "value", "rain")))),
                                Map.of(
                                        "role",
                                        "user",
                                        "content",
                                        List.of(Map.of("type", "text", "text", call.last()))))));
    }

    /** What OpenAI's client is called with, as Langfuse's wrapper hands it over. */
    private static Map<String, Object> langfuse(Call call) {
        Map<String, Object> body = new LinkedHashMap<>(openAi(call));
        body.keySet().retainAll(List.of("messages", "tools"));
        return attributes(
                "langfuse.observation.type", "generation",
                "langfuse.observation.model.name", call.model(),
                "langfuse.observation.model.parameters",
                        json(Map.of("temperature", call.temperature(), "max_tokens", 100)),
                "langfuse.observation.input", json(body));
    }

    private static Map<String, Object> mlflow(Call call) {
        return attributes(
                "mlflow.spanType", "\"CHAT_MODEL\"",
                "mlflow.llm.model", json(call.model()),
                "mlflow.spanInputs", json(openAi(call)));
    }

    private static Map<String, Object> openAi(Call call) {
        return Map.of(
                "model",
                call.model(),
                "temperature",
                call.temperature(),
                "max_completion_tokens",
                100,
                "tools",
                List.of(Map.of(
                        "type",
                        "function",
                        "function",
                        Map.of("name", "weather", "description", "Looks up", "parameters", schema()))),
                "messages",
                List.of(
                        Map.of("role", "developer", "content", call.system()),
                        Map.of("role", "user", "content", call.first()),
                        Map.of(
                                "role",
                                "assistant",
                                "content",
                                call.answer(),
                                "tool_calls",
                                List.of(Map.of(
                                        "id",
                                        "call_1",
                                        "type",
                                        "function",
                                        "function",
                                        Map.of(
                                                "name",
                                                "weather",
                                                "arguments",
                                                json(Map.of("days", 3, "city", call.city())))))),
                        Map.of("role", "tool", "tool_call_id", "call_1", "content", "rain"),
                        Map.of("role", "user", "content", List.of(Map.of("type", "text", "text", call.last())))));
    }

    private static Map<String, Object> schema() {
        return Map.of("type", "object", "properties", Map.of("city", Map.of("type", "string")));
    }

    private static Map<String, Object> attributes(Object... pairs) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            attributes.put(pairs[i].toString(), pairs[i + 1]);
        }
        return attributes;
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
