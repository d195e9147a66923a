package dev.plumbline.console.snippet;

import java.util.List;

/** What to paste to send the first trace, with the addresses of this installation in it. */
public final class Snippets {

    /** @param id for the copy button; @param note what the text does */
    public record Snippet(String id, String title, String note, String text) {}

    private Snippets() {}

    /**
     * @param http address of the OTLP receiver for HTTP
     * @param grpc address of the OTLP receiver for gRPC
     * @param key an ingest key, or what stands for one; empty where none is needed
     */
    public static List<Snippet> of(String http, String grpc, String key) {
        String exported = key.isEmpty() ? "" : "export OTEL_EXPORTER_OTLP_HEADERS=\"x-plumbline-key=" + key + "\"\n";
        String header = key.isEmpty() ? "" : "    headers:\n      x-plumbline-key: " + key + "\n";
        String curled = key.isEmpty() ? "" : " -H 'x-plumbline-key: " + key + "'";
        return List.of(
                new Snippet(
                        "env",
                        "Any OpenTelemetry SDK",
                        "The SDK you already have sends here with these lines in its environment.",
                        "export OTEL_EXPORTER_OTLP_ENDPOINT=" + http + "\n"
                                + "export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf\n"
                                + exported
                                + "export OTEL_SERVICE_NAME=my-feature\n"
                                + "export OTEL_RESOURCE_ATTRIBUTES=service.version=1.0.0\n"
                                + "export OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true"),
                new Snippet("python", "Python", "With the lines above; here for the OpenAI client.", """
                        pip install opentelemetry-distro opentelemetry-exporter-otlp opentelemetry-instrumentation-openai-v2
                        opentelemetry-instrument python app.py"""),
                new Snippet(
                        "java", "Java", "With the lines above and the OpenTelemetry Java agent beside your jar.", """
                        java -javaagent:opentelemetry-javaagent.jar \\
                          -Dotel.instrumentation.genai.capture-message-content=true \\
                          -Dotel.logs.exporter=otlp -jar app.jar"""),
                new Snippet("javascript", "JavaScript", "With the lines above; here for Node.js.", """
                        npm install @opentelemetry/api @opentelemetry/auto-instrumentations-node
                        node --require @opentelemetry/auto-instrumentations-node/register app.js"""),
                new Snippet(
                        "collector",
                        "OpenTelemetry Collector",
                        "As one more exporter of a Collector that you already run; gRPC is at " + grpc + ".",
                        """
                        exporters:
                          otlphttp/plumbline:
                            endpoint: %s
                        %sservice:
                          pipelines:
                            traces:
                              exporters: [otlphttp/plumbline]
                            logs:
                              exporters: [otlphttp/plumbline]""".formatted(http, header)),
                new Snippet("curl", "One span by hand", "To see the page flip without any SDK.", """
                        curl %s/v1/traces%s -H 'Content-Type: application/json' -d '{"resourceSpans":[{"resource":
                        {"attributes":[{"key":"service.name","value":{"stringValue":"my-feature"}}]},
                        "scopeSpans":[{"spans":[{"traceId":"'$(openssl rand -hex 16)'","spanId":"'$(openssl rand -hex 8)'",
                        "name":"chat","kind":3,"startTimeUnixNano":"'$(date +%%s)000000000'",
                        "endTimeUnixNano":"'$(date +%%s)900000000'","attributes":[
                        {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
                        {"key":"gen_ai.request.model","value":{"stringValue":"any-model"}}]}]}]}]}'""".formatted(
                                http, curled)));
    }
}
