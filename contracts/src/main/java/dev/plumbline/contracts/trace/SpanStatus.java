package dev.plumbline.contracts.trace;

/** The status of a span as in OTLP {@code Status.StatusCode}; the order is the wire number. */
public enum SpanStatus {
    UNSET,
    OK,
    ERROR
}
