/** Servers and services as processes in a temporary directory, which can be killed and started again. */
@NullMarked
package dev.plumbline.bench.stand;

import org.jspecify.annotations.NullMarked;
