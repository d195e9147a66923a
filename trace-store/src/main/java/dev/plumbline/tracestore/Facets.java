package dev.plumbline.tracestore;

import java.util.List;

/**
 * Which values the latest requests of a list have, and how often.
 *
 * @param requests how many requests were looked at
 * @param whole whether these are all of the list
 * @param values by field, the commonest first
 */
public record Facets(long requests, boolean whole, List<Value> values) {

    /** @param key which of the custom attributes; empty for any other field */
    public record Value(RequestQuery.Field field, String key, String value, long requests) {}
}
