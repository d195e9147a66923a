package dev.plumbline.tracestore.skip;

/**
 * A value that a request has.
 *
 * @param field as the query names it, such as {@code RELEASE} or {@code ATTRIBUTE}
 * @param key which of the custom attributes; empty for any other field
 */
public record Value(String field, String key, String value) {}
