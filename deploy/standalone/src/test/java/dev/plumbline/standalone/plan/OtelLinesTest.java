package dev.plumbline.standalone.plan;

import org.junit.jupiter.api.Test;

import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class OtelLinesTest {
    private static final Ports PORTS = new Ports(8080, 4317, 14318, 54329, 29092, 8081);

    @Test
    void withoutAKey_endpointAndProtocol() {
        assertThat(OtelLines.of(PORTS, Optional.empty()))
                .containsExactly(
                        "export OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:14318",
                        "export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf");
    }

    @Test
    void withAKey_alsoTheHeader() {
        assertThat(OtelLines.of(PORTS, Optional.of("plk_0123_secret")))
                .endsWith("export OTEL_EXPORTER_OTLP_HEADERS=x-plumbline-key=plk_0123_secret");
    }
}
