/** What a cluster is about, in words from its own inputs and in examples. */
@NullMarked
package dev.plumbline.drift.label;

import org.jspecify.annotations.NullMarked;
