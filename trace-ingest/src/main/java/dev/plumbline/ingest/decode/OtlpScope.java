package dev.plumbline.ingest.decode;

import java.util.Map;

/**
 * Where spans and log records come from.
 *
 * @param resource attributes of the resource
 * @param name of the instrumentation scope; empty when not sent
 * @param version of the instrumentation scope; empty when not sent
 * @param attributes of the instrumentation scope
 */
public record OtlpScope(Map<String, Object> resource, String name, String version, Map<String, Object> attributes) {}
