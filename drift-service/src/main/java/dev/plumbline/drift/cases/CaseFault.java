package dev.plumbline.drift.cases;

/**
 * Why a row cannot be taken.
 *
 * @param row from 1: an item of the list, or a line
 * @param field for example {@code items[2].input}, counted from 0
 */
public record CaseFault(int row, String field, String error) {}
