package dev.plumbline.console.compare;

import dev.plumbline.console.view.Url;
import org.jspecify.annotations.Nullable;

/**
 * Two requests as the screen shows them.
 *
 * @param a what was asked for as the first, as it was typed
 * @param b what was asked for as the second
 * @param comparison null while one of them is not named
 * @param swapped the same the other way round
 */
record ComparePage(String a, String b, @Nullable Comparison comparison, Url swapped, Url traceA, Url traceB) {}
