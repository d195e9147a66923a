package dev.plumbline.embedding;

/**
 * What an {@link Embedder} has done since it was made. Every distinct text of a call is a hit or a run, unless it failed.
 *
 * @param hits texts whose vector was known
 * @param runs texts that went through the model
 * @param busy texts that wait or run now
 */
public record EmbedderCounts(long hits, long runs, int busy) {}
