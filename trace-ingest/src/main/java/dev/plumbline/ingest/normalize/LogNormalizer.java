package dev.plumbline.ingest.normalize;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.ingest.decode.OtlpLog;
import dev.plumbline.tracestore.LogRecord;
import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/** The log records that carry a span's content: the message events of the libraries, joined to their span by ids. */
public final class LogNormalizer {

    /** The record's content for its span; null when it has none or names no span. */
    public @Nullable LogRecord normalize(int projectId, OtlpLog log, LocalDate day) {
        String traceId = log.traceId();
        String spanId = log.spanId();
        Content content = traceId == null || spanId == null ? null : LogContents.of(log);
        if (traceId == null || spanId == null || content == null) {
            return null;
        }
        return new LogRecord(
                new LogRecord.Target(projectId, traceId, spanId), day, log.timeNano(), log.eventName(), content);
    }
}
