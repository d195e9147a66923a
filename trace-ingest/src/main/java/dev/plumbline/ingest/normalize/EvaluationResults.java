package dev.plumbline.ingest.normalize;

import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.ingest.decode.OtlpLog;
import dev.plumbline.ingest.decode.OtlpSpan;
import dev.plumbline.ingest.normalize.dialect.Attributes;
import dev.plumbline.ingest.normalize.dialect.Json;
import dev.plumbline.tracestore.statement.Statement;
import dev.plumbline.tracestore.statement.Subject;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The event {@code gen_ai.evaluation.result} of the OpenTelemetry GenAI conventions, on a span or as a log record: what
 * another evaluator says of the span that it belongs to, or of the response that it names. It is a score, unless the
 * attribute {@code plumbline.evaluation.kind} says {@code feedback} or {@code truth}.
 */
public final class EvaluationResults {
    private static final String EVENT = "gen_ai.evaluation.result";
    private static final String NAME = "gen_ai.evaluation.name";
    private static final String VALUE = "gen_ai.evaluation.score.value";
    private static final String LABEL = "gen_ai.evaluation.score.label";
    private static final String EXPLANATION = "gen_ai.evaluation.explanation";
    private static final String RESPONSE = "gen_ai.response.id";
    private static final String KIND = "plumbline.evaluation.kind";
    private static final Set<String> KINDS = Set.of("score", "feedback", "truth");
    private static final int LONGEST = 200;
    private static final int LONGEST_EXPLANATION = 4_000;

    private EvaluationResults() {}

    /** When a message came, and the latest time that something in it may be of, in nanoseconds since the Unix epoch. */
    public record Times(long nowNano, long latestNano) {}

    /** Names the attribute that is wrong. */
    public static final class BadResultException extends Exception {
        private static final long serialVersionUID = 1L;

        BadResultException(String message) {
            super(message);
        }
    }

    public static boolean is(OtlpLog log) {
        return log.eventName().equals(EVENT);
    }

    /**
     * What a log record says.
     *
     * @return null when it says nothing: the evaluation failed, or it names neither a trace nor a response
     */
    public static @Nullable Statement of(int projectId, OtlpLog log, Times times) throws BadResultException {
        Attributes attributes = new Attributes(withBody(log));
        String traceId = log.traceId();
        String spanId = log.spanId();
        String response = attributes.text(RESPONSE);
        Subject subject;
        if (traceId != null) {
            subject = spanId == null ? Subject.trace(traceId) : Subject.span(traceId, spanId);
        } else if (response != null) {
            subject = Subject.of(Subject.Kind.RESPONSE, response);
        } else {
            return null;
        }
        return read(projectId, subject, attributes, source(log.scope().resource()), log.timeNano(), times);
    }

    /** What the events of a span say of it; an event that cannot be read is kept with its span and says nothing. */
    public static List<Statement> of(int projectId, OtlpSpan span, Times times) {
        List<Statement> statements = new ArrayList<>();
        String source = source(span.scope().resource());
        for (OtlpSpan.Event event : span.events()) {
            if (!event.name().equals(EVENT) || source.equals(Origin.EVALUATOR)) {
                continue;
            }
            Subject subject = Subject.span(span.ids().traceId(), span.ids().spanId());
            try {
                Statement statement =
                        read(projectId, subject, new Attributes(event.attributes()), source, event.timeNano(), times);
                if (statement != null) {
                    statements.add(statement);
                }
            } catch (BadResultException e) {
                continue;
            }
        }
        return statements;
    }

    private static @Nullable Statement read(
            int projectId, Subject subject, Attributes attributes, String source, long timeNano, Times times)
            throws BadResultException {
        String name = shortText(attributes, NAME);
        if (name == null) {
            throw new BadResultException(NAME + " is missing");
        }
        Double value = value(attributes.first(VALUE));
        String label = shortText(attributes, LABEL);
        if (value == null && label == null) {
            if (attributes.has("error.type")) {
                return null;
            }
            throw new BadResultException(VALUE + " is missing, and " + LABEL + " as well");
        }
        String kind = attributes.has(KIND) ? String.valueOf(attributes.text(KIND)) : "score";
        if (!KINDS.contains(kind)) {
            throw new BadResultException(KIND + " must be score, feedback or truth");
        }
        if (timeNano > times.latestNano()) {
            throw new BadResultException("its time lies in the future");
        }
        boolean timed = timeNano > 0;
        return new Statement(
                projectId,
                kind,
                subject,
                name,
                new Statement.Said(value, label, cut(attributes.text(EXPLANATION))),
                new Statement.Told(source, timed ? timeNano : times.nowNano(), timed, null));
    }

    private static @Nullable String shortText(Attributes attributes, String name) throws BadResultException {
        String text = attributes.text(name);
        if (text != null && text.length() > LONGEST) {
            throw new BadResultException(name + " must be at most " + LONGEST + " characters");
        }
        return text;
    }

    private static @Nullable Double value(@Nullable Object sent) throws BadResultException {
        if (sent == null) {
            return null;
        }
        try {
            double value = sent instanceof Number number ? number.doubleValue() : Double.parseDouble(sent.toString());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new BadResultException(VALUE + " must be a number");
        }
        throw new BadResultException(VALUE + " must be a finite number");
    }

    private static @Nullable String cut(@Nullable String explanation) {
        return explanation == null || explanation.length() <= LONGEST_EXPLANATION
                ? explanation
                : explanation.substring(0, LONGEST_EXPLANATION) + " [cut]";
    }

    /** Some libraries put the fields of an event into its body. */
    private static Map<String, Object> withBody(OtlpLog log) {
        if (Json.map(log.body()).isEmpty()) {
            return log.attributes();
        }
        Map<String, Object> fields = new HashMap<>(Json.map(log.body()));
        fields.putAll(log.attributes());
        return fields;
    }

    private static String source(Map<String, Object> resource) {
        String service = new Attributes(resource).text("service.name");
        return service == null ? "" : service.length() > LONGEST ? service.substring(0, LONGEST) : service;
    }
}
