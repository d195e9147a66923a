package dev.plumbline.evaluator.sampling;

import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.SpanStatus;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * A request as the sampler sees it.
 *
 * @param traceId 32 lower-case hex digits
 * @param attributes the configured custom attributes
 */
public record Subject(String traceId, Origin origin, SpanStatus status, Map<String, String> attributes) {

    /** The value of a slice attribute: {@code feature}, {@code release}, {@code environment}, {@code status} or a custom one. */
    public @Nullable String value(String attribute) {
        return switch (attribute) {
            case "feature" -> origin.feature();
            case "release" -> origin.release();
            case "environment" -> origin.environment();
            case "status" -> status.name();
            default -> attributes.get(attribute);
        };
    }
}
