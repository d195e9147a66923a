package dev.plumbline.ingest.normalize.dialect;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.ingest.decode.OtlpSpan;

/**
 * One way to put an AI feature's content into a span. A span may carry several: each gives what it knows, and the first
 * in the order of the normaliser's list that knows a part of the content wins.
 */
public interface Dialect {
    String name();

    /** Whether the span's scope or attributes bear this dialect's signature. */
    boolean recognises(OtlpSpan span, Attributes attributes);

    /** What this dialect says of the content; parts it does not know are empty. */
    Content content(OtlpSpan span, Attributes attributes, SpanKind kind);
}
