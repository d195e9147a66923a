package dev.plumbline.demo.search;

/**
 * A passage that was found.
 *
 * @param row its place in the index that was searched
 * @param score how near the question is, 0 to 1 in practice
 */
public record Hit(int row, Passage passage, double score) {}
