package dev.plumbline.demo.telemetry;

/**
 * What was told about one request.
 *
 * @param traceId 32 hex digits
 * @param chatInput the messages of the chat span, as JSON
 * @param withRetrieval whether there is a retrieval span
 */
public record Sent(String traceId, String chatInput, boolean withRetrieval) {}
