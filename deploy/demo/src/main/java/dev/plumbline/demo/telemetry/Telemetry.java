package dev.plumbline.demo.telemetry;

import dev.plumbline.demo.assistant.Release;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The OpenTelemetry SDK as an application sets it up: for each release a resource of its own, all over one exporter.
 * Nothing waits for the network, except {@link #flush}.
 */
public final class Telemetry implements AutoCloseable {

    private static final Duration SCHEDULE = Duration.ofMillis(500);
    private static final int QUEUE = 16_384;
    private static final int BATCH = 256;

    private final CountingExporter exporter;
    private final String feature;
    private final Map<Release, SdkTracerProvider> providers;
    private final LongAdder ended = new LongAdder();

    /** Over any exporter, which is shut down at the end. */
    public Telemetry(SpanExporter exporter, String feature, List<Release> releases) {
        this.feature = feature;
        this.exporter = new CountingExporter(exporter, releases.size());
        this.providers = releases.stream().collect(Collectors.toMap(Function.identity(), this::provider));
    }

    /**
     * Over OTLP/gRPC.
     *
     * @param endpoint such as {@code http://127.0.0.1:4317}
     * @param feature the name under which Plumbline keeps the requests
     */
    public static Telemetry overGrpc(String endpoint, String feature, List<Release> releases) {
        SpanExporter exporter = OtlpGrpcSpanExporter.builder()
                .setEndpoint(endpoint)
                .setCompression("gzip")
                .setTimeout(Duration.ofSeconds(20))
                .build();
        return new Telemetry(exporter, feature, releases);
    }

    /** The spans of one release. */
    public RequestSpans spans(Release release) {
        SdkTracerProvider provider = providers.get(release);
        if (provider == null) {
            throw new IllegalArgumentException("release " + release.version() + " was not announced");
        }
        return new RequestSpans(provider.get("quillby.assistant", release.version()), feature);
    }

    public ExportCounts counts() {
        return new ExportCounts(ended.sum(), exporter.accepted(), exporter.failed());
    }

    /** Waits until everything that ended is delivered or has failed; false after the time is up. */
    public boolean flush(Duration atMost) {
        List<CompletableResultCode> all =
                providers.values().stream().map(SdkTracerProvider::forceFlush).toList();
        return CompletableResultCode.ofAll(all)
                .join(atMost.toMillis(), TimeUnit.MILLISECONDS)
                .isSuccess();
    }

    @Override
    public void close() {
        CompletableResultCode.ofAll(providers.values().stream()
                        .map(SdkTracerProvider::shutdown)
                        .toList())
                .join(10, TimeUnit.SECONDS);
    }

    private SdkTracerProvider provider(Release release) {
        BatchSpanProcessor batches = BatchSpanProcessor.builder(exporter)
                .setScheduleDelay(SCHEDULE)
                .setMaxQueueSize(QUEUE)
                .setMaxExportBatchSize(BATCH)
                .build();
        return SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(resource(release)))
                .addSpanProcessor(batches)
                .addSpanProcessor(new EndedSpans(ended))
                .build();
    }

    private Resource resource(Release release) {
        return Resource.create(Attributes.builder()
                .put("service.name", feature)
                .put("service.version", release.version())
                .put("deployment.environment.name", "demo")
                .build());
    }
}
