package dev.plumbline.ingest.store;

import dev.plumbline.tracestore.LogRecord;
import dev.plumbline.tracestore.SpanRecord;

import java.util.List;

/**
 * What one message brings into the store.
 *
 * @param signal {@code traces}, {@code logs} or {@code metrics}
 * @param rejected items that could not be read
 * @param dropped items that Plumbline has no use for
 */
public record Batch(
        int projectId, String signal, List<SpanRecord> spans, List<LogRecord> logs, int rejected, int dropped) {

    int received() {
        return spans.size() + logs.size() + rejected + dropped;
    }
}
