/** Concept drift: what is known to be true about answers moves, cluster by cluster, where inputs do not. */
@NullMarked
package dev.plumbline.drift.concept;

import org.jspecify.annotations.NullMarked;
