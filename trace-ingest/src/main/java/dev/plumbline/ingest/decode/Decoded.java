package dev.plumbline.ingest.decode;

import java.util.List;

/**
 * What a message held; items and rejected add up to what was received.
 *
 * @param items the readable ones, in the order sent
 * @param rejections why each of the others was rejected, one entry each
 */
public record Decoded<T>(List<T> items, List<String> rejections) {}
