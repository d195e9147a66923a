package dev.plumbline.demo.telemetry;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

import java.util.concurrent.atomic.LongAdder;

/** Counts the spans that end. */
final class EndedSpans implements SpanProcessor {

    private final LongAdder ended;

    EndedSpans(LongAdder ended) {
        this.ended = ended;
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        // Only the end counts.
    }

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        ended.increment();
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }
}
