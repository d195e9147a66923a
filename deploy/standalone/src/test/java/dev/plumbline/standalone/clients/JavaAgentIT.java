package dev.plumbline.standalone.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.standalone.suite.RunningSuite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The OpenTelemetry Java agent over the OpenAI client: prompts and answers travel as log records, apart from their spans. */
class JavaAgentIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path data;

    @Test
    void assistantWithoutALineOfTelemetry_isSeenWithItsPromptsToolsAndTokens() throws Exception {
        try (RunningSuite suite = new RunningSuite(data);
                ModelServer model = new ModelServer()) {
            suite.up();

            assertThat(runAssistant(suite, model)).contains(ModelServer.ANSWER);

            JsonNode requests = settled(suite);
            assertThat(requests.at("/0/text/input").asText()).isEqualTo(AssistantMain.QUESTION);
            assertThat(requests.at("/1/text/input").asText()).isEqualTo(AssistantMain.QUESTION);
            assertThat(requests.at("/0/shape/model").asText()).isEqualTo("gpt-4o-mini");
            JsonNode call = llmSpan(suite, requests.get(1));
            assertThat(call.at("/payload/content/output/0/parts/0/type").asText())
                    .isEqualTo("tool_call");
            assertThat(call.at("/payload/content/output/0/parts/0/json").asText())
                    .isEqualTo(ModelServer.TOOL_CALL);
            JsonNode answer = llmSpan(suite, requests.get(0));
            assertThat(answer.at("/payload/content/input").findValuesAsText("text"))
                    .contains(AssistantMain.SYSTEM, AssistantMain.QUESTION, AssistantMain.TOOL_ANSWER);
            assertThat(answer.at("/payload/content/output/0/parts/0/text").asText())
                    .isEqualTo(ModelServer.ANSWER);
            assertThat(answer.at("/span/model/usage/input").asInt()).isEqualTo(87);
            assertThat(answer.at("/span/model/usage/output").asInt()).isEqualTo(19);
        }
    }

    /** The assistant's two requests, the later first, once the log records have joined them. */
    private static JsonNode settled(RunningSuite suite) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> json(suite, "/api/v1/requests?last=1h&feature=bus-assistant")
                                .path("items"),
                        items -> items.size() == 2
                                && items.at("/0/text/output").asText().equals(ModelServer.ANSWER)
                                && !items.at("/1/text/input").asText().isEmpty());
    }

    private static JsonNode llmSpan(RunningSuite suite, JsonNode request) throws Exception {
        JsonNode trace =
                json(suite, "/api/v1/traces/" + request.at("/ref/traceId").asText());
        for (JsonNode span : trace.path("spans")) {
            if (span.at("/span/kind").asText().equals("LLM")) {
                return span;
            }
        }
        throw new AssertionError("no call of a model in " + trace);
    }

    private static JsonNode json(RunningSuite suite, String path) throws Exception {
        HttpResponse<String> answer = suite.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private String runAssistant(RunningSuite suite, ModelServer model) throws Exception {
        Path printed = data.resolve("assistant.log");
        ProcessBuilder assistant = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-javaagent:" + agentJar(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AssistantMain.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        assistant
                .environment()
                .putAll(Map.of(
                        "OPENAI_API_KEY", "none",
                        "OPENAI_BASE_URL", model.url(),
                        "OTEL_SERVICE_NAME", "bus-assistant",
                        "OTEL_EXPORTER_OTLP_ENDPOINT", suite.otlp(),
                        "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
                        "OTEL_LOGS_EXPORTER", "otlp",
                        "OTEL_METRICS_EXPORTER", "none",
                        "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", "true"));
        Process process = assistant.start();
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended).as("the assistant ends by itself").isTrue();
        return Files.readString(printed);
    }

    private static Path agentJar() throws Exception {
        ClassLoader loader = JavaAgentIT.class.getClassLoader();
        return Path.of(Class.forName("io.opentelemetry.javaagent.OpenTelemetryAgent", false, loader)
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }
}
