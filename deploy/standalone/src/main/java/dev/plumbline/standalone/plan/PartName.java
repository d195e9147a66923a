package dev.plumbline.standalone.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The parts of an installation, in the order in which they are started; they are stopped in the opposite order. */
public enum PartName {
    POSTGRES,
    KAFKA,
    TRACE_INGEST,
    EVALUATOR,
    DRIFT_SERVICE,
    ALERTING,
    WEB_UI;

    /** As people write it: {@code trace-ingest}. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The part of that name.
     *
     * @throws IllegalArgumentException with a message that lists the parts
     */
    @JsonCreator
    public static PartName of(String text) {
        return Arrays.stream(values())
                .filter(part -> part.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no part " + text + "; parts are " + all()));
    }

    /** The parts that are services of ours, each a module of that name. */
    public boolean isService() {
        return this != POSTGRES && this != KAFKA;
    }

    /**
     * What must have been ready once before this part is started. The trace store's tables are made by trace-ingest; the
     * console needs them only when somebody looks.
     */
    public List<PartName> needs() {
        return switch (this) {
            case POSTGRES, KAFKA -> List.of();
            case TRACE_INGEST, WEB_UI -> List.of(POSTGRES);
            case ALERTING -> List.of(POSTGRES, KAFKA);
            case EVALUATOR, DRIFT_SERVICE -> List.of(POSTGRES, KAFKA, TRACE_INGEST);
        };
    }

    private static String all() {
        return Arrays.stream(values()).map(PartName::text).collect(Collectors.joining(", "));
    }
}
