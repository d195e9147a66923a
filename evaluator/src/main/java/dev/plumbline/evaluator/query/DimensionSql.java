package dev.plumbline.evaluator.query;

import org.jspecify.annotations.Nullable;

/** What scores can be sliced by, as expressions over {@code eval.score}. */
public final class DimensionSql {
    /** Of the session's cluster; null before it was assigned. The same words may name two clusters, so a part of the id stands with them. */
    public static final String CLUSTER = """
            (SELECT assignment.cluster_label || ' #' || left(assignment.cluster_id, 8)
             FROM eval.assignment
             WHERE assignment.project_id = score.project_id AND assignment.feature = score.feature
               AND assignment.session = coalesce(score.session_id, encode(score.trace_id, 'hex')))
            """;

    private DimensionSql() {}

    /**
     * @param by {@code release}, {@code environment}, {@code language}, {@code cluster} or the name of a custom attribute;
     *     null for no slices
     * @return with one parameter, that name, where {@link #isNamed} says so
     */
    public static String of(@Nullable String by) {
        if (by == null) {
            return "NULL::text";
        }
        return switch (by) {
            case "release", "environment", "language" -> "score." + by;
            case "cluster" -> CLUSTER;
            default -> "score.attributes ->> ?::text";
        };
    }

    /** Whether the expression has a parameter. */
    public static boolean isNamed(@Nullable String by) {
        return of(by).endsWith("?::text");
    }
}
