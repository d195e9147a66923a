package dev.plumbline.ingest.otlp;

import dev.plumbline.testkit.servers.PlumblineServers;
import dev.plumbline.tracestore.StoredSpan;
import dev.plumbline.tracestore.TraceReader;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The exporters of the OpenTelemetry SDK against the receivers. */
@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_trace"))
class OtlpGrpcIT {
    @Inject
    OtlpGrpcReceiver grpc;

    @Inject
    OtlpHttpReceiver http;

    @Inject
    DataSource database;

    @Test
    void sdkOverGrpc_isAnsweredOkAndStored() throws Exception {
        assertThat(send(OtlpGrpcSpanExporter.builder()
                        .setEndpoint("http://127.0.0.1:" + grpc.port())
                        .build()))
                .hasSize(3);
    }

    @Test
    void sdkOverGrpcWithGzip_isAnsweredOkAndStored() throws Exception {
        assertThat(send(OtlpGrpcSpanExporter.builder()
                        .setEndpoint("http://127.0.0.1:" + grpc.port())
                        .setCompression("gzip")
                        .build()))
                .hasSize(3);
    }

    @Test
    void sdkOverHttpWithGzip_isAnsweredOkAndStored() throws Exception {
        assertThat(send(OtlpHttpSpanExporter.builder()
                        .setEndpoint("http://127.0.0.1:" + http.port() + "/v1/traces")
                        .setCompression("gzip")
                        .build()))
                .hasSize(3);
    }

    @Test
    void wrongKeyOverGrpc_failsTheExport() {
        SpanExporter refused = OtlpGrpcSpanExporter.builder()
                .setEndpoint("http://127.0.0.1:" + grpc.port())
                .addHeader("x-plumbline-key", "plk_0_nope")
                .build();
        InMemorySpanExporter spans = InMemorySpanExporter.create();
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                .build();
        provider.get("test").spanBuilder("refused").startSpan().end();

        CompletableResultCode result =
                refused.export(spans.getFinishedSpanItems()).join(10, TimeUnit.SECONDS);

        assertThat(result.isSuccess()).isFalse();
        provider.close();
        refused.close();
    }

    private List<StoredSpan> send(SpanExporter exporter) throws Exception {
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
        Tracer tracer = provider.get("test");
        Span root = tracer.spanBuilder("root").startSpan();
        try (Scope scope = root.makeCurrent()) {
            tracer.spanBuilder("one").startSpan().end();
            tracer.spanBuilder("two").startSpan().end();
        }
        root.end();
        assertThat(provider.forceFlush().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
        provider.close();
        return new TraceReader(database).trace(1, root.getSpanContext().getTraceId());
    }
}
