package dev.plumbline.tracestore;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a request cost.
 *
 * @param usd the sum over the calls whose cost is known; null when none is
 * @param unknown whether some call has no known cost: the sum is too low then
 * @param priceVersion of the table of prices; null when it was not asked
 * @param calls each span whose usage counts
 */
public record RequestCost(
        @Nullable Double usd, boolean unknown, @Nullable String priceVersion, List<Call> calls) {
    /** The sender said what it cost. */
    public static final String REPORTED = "reported";

    /** The table of prices says it. */
    public static final String BY_TABLE = "table";

    /** The table has no such model. */
    public static final String UNKNOWN = "unknown";

    /** No call told its usage. */
    public static final RequestCost NONE = new RequestCost(null, false, null, List.of());

    /**
     * What one span cost.
     *
     * @param spanId 16 lower-case hex digits
     * @param usd null when unknown
     * @param source {@link #REPORTED}, {@link #BY_TABLE} or {@link #UNKNOWN}
     */
    public record Call(
            String spanId, @Nullable String model, @Nullable Double usd, String source) {}
}
