package dev.plumbline.ingest.truth;

import dev.plumbline.tracestore.statement.Statement;
import dev.plumbline.tracestore.statement.Subject;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads a statement out of its fields, be they of JSON or of CSV. */
final class StatementForm {
    static final Set<String> FIELDS = Set.of(
            "traceId",
            "spanId",
            "sessionId",
            "fingerprint",
            "key.name",
            "key.value",
            "name",
            "value",
            "label",
            "source",
            "at",
            "comment",
            "id",
            "project");

    private static final int LONGEST = 200;
    private static final int LONGEST_SESSION = 1_000;
    private static final int LONGEST_COMMENT = 4_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final int projectId;
    private final String kind;
    private final Instant now;
    private final Instant latest;

    /**
     * @param kind {@code feedback} or {@code truth}
     * @param now when it is of where it does not say
     * @param latest that it may be of
     */
    StatementForm(int projectId, String kind, Instant now, Instant latest) {
        this.projectId = projectId;
        this.kind = kind;
        this.now = now;
        this.latest = latest;
    }

    /**
     * One statement as it was sent.
     *
     * @param row its number among the rows, from 1
     * @param line of the file it begins in, from 1; null where there are no lines
     * @param fields by name; a field that is empty or null is left out
     * @param problem what keeps it from being read at all; null when nothing does
     */
    record Sent(
            int row,
            @Nullable Integer line,
            Map<String, Object> fields,
            @Nullable BadRowException problem) {}

    /** @param ownId the id of a statement that has none; null when it is known by what it says */
    Statement read(Sent sent, @Nullable String ownId) throws BadRowException {
        if (sent.problem() != null) {
            throw sent.problem();
        }
        Map<String, Object> fields = sent.fields();
        for (String field : fields.keySet()) {
            if (!FIELDS.contains(field)) {
                throw new BadRowException(field, "is no field of a statement");
            }
        }
        project(fields);
        Subject subject = subject(fields);
        String name = text(fields, "name", LONGEST);
        if (name == null || name.isBlank()) {
            throw new BadRowException("name", "must be 1 to 200 characters");
        }
        Double value = value(fields.get("value"));
        String label = text(fields, "label", LONGEST);
        if (value == null && label == null) {
            throw new BadRowException("value", "is needed where there is no label");
        }
        String source = text(fields, "source", LONGEST);
        String at = text(fields, "at", LONGEST);
        Instant time = at == null ? now : time(at);
        String id = text(fields, "id", LONGEST);
        return new Statement(
                projectId,
                kind,
                subject,
                name,
                new Statement.Said(value, label, text(fields, "comment", LONGEST_COMMENT)),
                new Statement.Told(
                        source == null ? "" : source,
                        time.getEpochSecond() * NANOS_PER_SECOND + time.getNano(),
                        at != null,
                        id == null ? ownId : id));
    }

    private void project(Map<String, Object> fields) throws BadRowException {
        Object project = fields.get("project");
        if (project != null && !project.toString().strip().equals(String.valueOf(projectId))) {
            throw new BadRowException("project", "is chosen by the parameter project");
        }
    }

    private static Subject subject(Map<String, Object> fields) throws BadRowException {
        List<String> given = new ArrayList<>();
        for (String way : List.of("traceId", "sessionId", "fingerprint", "key.name")) {
            if (fields.containsKey(way)) {
                given.add(way);
            }
        }
        if (given.isEmpty()) {
            throw new BadRowException(
                    fields.containsKey("key.value") ? "key.name" : "traceId",
                    "is missing; a statement is about a traceId, a sessionId, a fingerprint or a key");
        }
        if (given.size() > 1) {
            throw new BadRowException(given.get(1), "is given beside " + given.get(0) + "; give one of them");
        }
        if (fields.containsKey("spanId") && !given.get(0).equals("traceId")) {
            throw new BadRowException("spanId", "needs its traceId");
        }
        if (fields.containsKey("key.value") && !given.get(0).equals("key.name")) {
            throw new BadRowException("key.value", "needs its key.name");
        }
        return switch (given.get(0)) {
            case "traceId" -> {
                String traceId = hex(fields, "traceId", 32);
                yield fields.containsKey("spanId")
                        ? Subject.span(traceId, hex(fields, "spanId", 16))
                        : Subject.trace(traceId);
            }
            case "sessionId" -> Subject.of(Subject.Kind.SESSION, needed(fields, "sessionId", LONGEST_SESSION));
            case "fingerprint" -> Subject.of(Subject.Kind.FINGERPRINT, hex(fields, "fingerprint", 64));
            default -> key(needed(fields, "key.name", LONGEST), needed(fields, "key.value", LONGEST));
        };
    }

    private static Subject key(String name, String value) throws BadRowException {
        if (name.contains("=")) {
            throw new BadRowException("key.name", "must not contain =");
        }
        return Subject.key(name, value);
    }

    private static String needed(Map<String, Object> fields, String field, int longest) throws BadRowException {
        String text = text(fields, field, longest);
        if (text == null || text.isBlank()) {
            throw new BadRowException(field, "must be 1 to " + longest + " characters");
        }
        return text;
    }

    private static String hex(Map<String, Object> fields, String field, int digits) throws BadRowException {
        String text = String.valueOf(fields.get(field)).strip();
        if (!text.matches("[0-9a-fA-F]{" + digits + "}")) {
            throw new BadRowException(field, "must be " + digits + " hex digits");
        }
        return text.toLowerCase(Locale.ROOT);
    }

    private static @Nullable String text(Map<String, Object> fields, String field, int longest) throws BadRowException {
        Object value = fields.get(field);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
            throw new BadRowException(field, "must be text");
        }
        String text = value.toString();
        if (text.length() > longest) {
            throw new BadRowException(field, "must be at most " + longest + " characters");
        }
        return text;
    }

    private static @Nullable Double value(@Nullable Object sent) throws BadRowException {
        if (sent == null) {
            return null;
        }
        double value;
        try {
            value = sent instanceof Number number ? number.doubleValue() : Double.parseDouble(sent.toString());
        } catch (NumberFormatException e) {
            throw new BadRowException("value", "must be a number");
        }
        if (!Double.isFinite(value)) {
            throw new BadRowException("value", "must be a finite number");
        }
        return value;
    }

    private Instant time(String at) throws BadRowException {
        Instant time;
        try {
            time = Instant.parse(at.strip());
        } catch (DateTimeParseException e) {
            throw new BadRowException("at", "must be an ISO 8601 instant such as 2026-01-31T12:00:00Z");
        }
        if (time.isAfter(latest) || time.isBefore(Instant.EPOCH)) {
            throw new BadRowException("at", time.isAfter(latest) ? "lies in the future" : "lies before 1970");
        }
        return time;
    }
}
