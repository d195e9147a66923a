/** Measures Plumbline beside the limit of the machine in the same run, and breaks it on purpose. */
@NullMarked
package dev.plumbline.bench;

import org.jspecify.annotations.NullMarked;
