package dev.plumbline.ingest.redact;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Document;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.Part;
import dev.plumbline.contracts.trace.Span;
import dev.plumbline.contracts.trace.SpanOutcome;
import dev.plumbline.contracts.trace.ToolDefinition;
import dev.plumbline.tracestore.SpanPayload;
import dev.plumbline.tracestore.statement.Statement;
import dev.plumbline.tracestore.statement.Subject;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes what must not be kept out of both halves of a span, and says in its payload what is not exact any more. */
public final class SpanRedactor {
    private final Redactor redactor;
    private final ProjectKey key;

    public SpanRedactor(Redactor redactor, ProjectKey key) {
        this.redactor = redactor;
        this.key = key;
    }

    /** Both halves of a span. */
    public record Halves(Span span, SpanPayload payload) {}

    public Halves redact(Span span, SpanPayload payload) {
        Redactor.Tally tally = new Redactor.Tally();
        Content content = content(payload.content(), tally);
        Map<String, Object> resource = redactor.map(payload.resource(), tally);
        resource.remove(Redaction.FIELD);
        SpanPayload kept = new SpanPayload(
                payload.dialect(),
                content,
                redactor.map(payload.attributes(), tally),
                resource,
                payload.events().stream()
                        .map(event -> redactor.map(event, tally))
                        .toList(),
                payload.links().stream().map(link -> redactor.map(link, tally)).toList(),
                payload.notes());
        Span thin = new Span(
                span.key(),
                span.parentSpanId(),
                redactor.text(span.name(), tally),
                span.kind(),
                new SpanOutcome(
                        span.outcome().endNano(),
                        span.outcome().status(),
                        text(span.outcome().message(), tally)),
                origin(span.origin(), tally),
                span.model());
        if (!tally.isEmpty()) {
            Redaction redaction = Redaction.of(span.model().requestModel(), payload.content(), content, key);
            resource.put(Redaction.FIELD, redaction.asMap(tally.counts()));
        }
        return new Halves(thin, kept);
    }

    /** Content that came in a log record. */
    public Content content(Content content) {
        return content(content, new Redactor.Tally());
    }

    /** What was said, called by what a redacted span is called by. */
    public Statement statement(Statement statement) {
        Redactor.Tally tally = new Redactor.Tally();
        Statement.Said said = statement.said();
        Statement.Told told = statement.told();
        return new Statement(
                statement.projectId(),
                statement.kind(),
                subject(statement.subject(), tally),
                statement.name(),
                new Statement.Said(said.value(), text(said.label(), tally), text(said.comment(), tally)),
                new Statement.Told(redactor.text(told.source(), tally), told.atNano(), told.atGiven(), told.id()));
    }

    private Subject subject(Subject subject, Redactor.Tally tally) {
        return switch (subject.kind()) {
            case SESSION -> Subject.of(Subject.Kind.SESSION, String.valueOf(redactor.id(subject.text(), tally)));
            case KEY -> {
                int equals = subject.text().indexOf('=');
                yield Subject.key(
                        subject.text().substring(0, equals),
                        redactor.text(subject.text().substring(equals + 1), tally));
            }
            case TRACE, FINGERPRINT, RESPONSE -> subject;
        };
    }

    private Content content(Content content, Redactor.Tally tally) {
        return new Content(
                redactor.map(content.parameters(), tally),
                messages(content.input(), tally),
                messages(content.output(), tally),
                content.tools().stream()
                        .map(tool -> new ToolDefinition(
                                tool.name(), text(tool.description(), tally), text(tool.parameters(), tally)))
                        .toList(),
                content.documents().stream()
                        .map(document -> new Document(
                                text(document.id(), tally), text(document.text(), tally), document.score()))
                        .toList());
    }

    private List<Message> messages(List<Message> messages, Redactor.Tally tally) {
        return messages.stream()
                .map(message -> new Message(
                        message.role(),
                        message.parts().stream().map(part -> part(part, tally)).toList()))
                .toList();
    }

    private Part part(Part part, Redactor.Tally tally) {
        return new Part(part.type(), text(part.text(), tally), part.id(), part.name(), text(part.json(), tally));
    }

    private Origin origin(Origin origin, Redactor.Tally tally) {
        return new Origin(
                origin.feature(),
                origin.release(),
                origin.environment(),
                redactor.id(origin.sessionId(), tally),
                redactor.id(origin.userId(), tally));
    }

    private @Nullable String text(@Nullable String text, Redactor.Tally tally) {
        return text == null ? null : redactor.text(text, tally);
    }

    /** For rules by attribute: the span's own win over its resource's. */
    static Map<String, Object> attributesOf(SpanPayload payload) {
        Map<String, Object> all = new LinkedHashMap<>(payload.resource());
        all.putAll(payload.attributes());
        return all;
    }
}
