package dev.plumbline.contracts.trace;

/**
 * What was asked and answered, for lists, search and drift.
 *
 * @param input the last user turn, its first 2 kB (UTF-8, cut at a character)
 * @param output the answer, its first 2 kB; empty when there is none
 * @param cut whether either was longer
 * @param fingerprint of the last model call, or of the request's own span where no model was called
 */
public record RequestText(String input, String output, boolean cut, Fingerprint fingerprint) {}
