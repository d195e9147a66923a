package dev.plumbline.drift.cases;

import org.jspecify.annotations.Nullable;

/**
 * A case whose text is known.
 *
 * @param text what is embedded: the first 2 kB of its input, as of traffic
 * @param spanId of the request in its trace that has the input; null where the input was sent
 * @param digest SHA-256 of the text, hex
 */
record Resolved(Item item, String text, @Nullable String spanId, String digest) {}
