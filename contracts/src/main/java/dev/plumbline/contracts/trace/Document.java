package dev.plumbline.contracts.trace;

import org.jspecify.annotations.Nullable;

/**
 * A retrieved document. The standard attribute has only id and score, so the text may be absent.
 *
 * @param score the retriever's own score, in its own unit
 */
public record Document(
        @Nullable String id,
        @Nullable String text,
        @Nullable Double score) {}
