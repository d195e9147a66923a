package dev.plumbline.contracts.trace;

import org.jspecify.annotations.Nullable;

/**
 * A tool that was offered to the model.
 *
 * @param parameters canonical JSON of its JSON Schema
 */
public record ToolDefinition(
        String name, @Nullable String description, @Nullable String parameters) {}
