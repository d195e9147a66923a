package dev.plumbline.standalone.plan;

import java.util.List;
import java.util.Optional;

/** The lines that point an application's OpenTelemetry SDK at this installation, to be pasted into a shell. */
public final class OtelLines {
    private OtelLines() {}

    /**
     * Without a key, an application reports into the default project.
     *
     * @param key an ingest key, where the application has a project of its own
     */
    public static List<String> of(Ports ports, Optional<String> key) {
        String endpoint = "export OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:" + ports.otlpHttp();
        String protocol = "export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf";
        // Not "authorization: Bearer": SDKs disagree on whether the space in it must be percent-encoded.
        return key.map(text -> List.of(endpoint, protocol, "export OTEL_EXPORTER_OTLP_HEADERS=x-plumbline-key=" + text))
                .orElse(List.of(endpoint, protocol));
    }
}
