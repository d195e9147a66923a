package dev.plumbline.ingest.store;

import dev.plumbline.tracestore.LogRecord;
import dev.plumbline.tracestore.SpanRecord;
import dev.plumbline.tracestore.Written;
import dev.plumbline.tracestore.statement.Statement;

import java.util.List;

/**
 * What one message brings into the store.
 *
 * @param signal {@code traces}, {@code logs} or {@code metrics}
 * @param statements what was said of requests; where the signal is {@code logs} each is a record of its own
 * @param rejected items that could not be read
 * @param dropped items that Plumbline has no use for
 */
public record Batch(
        int projectId,
        String signal,
        List<SpanRecord> spans,
        List<LogRecord> logs,
        List<Statement> statements,
        int rejected,
        int dropped) {
    public Batch(
            int projectId, String signal, List<SpanRecord> spans, List<LogRecord> logs, int rejected, int dropped) {
        this(projectId, signal, spans, logs, List.of(), rejected, dropped);
    }

    int received() {
        return spans.size() + logs.size() + items() + rejected + dropped;
    }

    /** Whether nothing came and nothing was lost. */
    public boolean isEmpty() {
        return received() == 0;
    }

    /** Statements that are items of the message; those in events of spans are part of their span. */
    private int items() {
        return signal.equals("logs") ? statements.size() : 0;
    }

    /** What became of the statements that are items, given how many are new. */
    Written ofStatements(int fresh) {
        return new Written(Math.min(fresh, items()), items() - Math.min(fresh, items()));
    }
}
