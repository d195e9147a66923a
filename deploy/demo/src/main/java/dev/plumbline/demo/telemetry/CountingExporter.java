package dev.plumbline.demo.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;

import java.util.Collection;
import java.util.concurrent.atomic.LongAdder;

/** Counts what another exporter delivers. Several span processors share it, so only {@link #shutdown} of the last ends it. */
final class CountingExporter implements SpanExporter {

    private final SpanExporter exporter;
    private final LongAdder accepted = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private int users;

    CountingExporter(SpanExporter exporter, int users) {
        this.exporter = exporter;
        this.users = users;
    }

    long accepted() {
        return accepted.sum();
    }

    long failed() {
        return failed.sum();
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode result = exporter.export(spans);
        int size = spans.size();
        return result.whenComplete(() -> (result.isSuccess() ? accepted : failed).add(size));
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public synchronized CompletableResultCode shutdown() {
        users--;
        return users == 0 ? exporter.shutdown() : CompletableResultCode.ofSuccess();
    }
}
