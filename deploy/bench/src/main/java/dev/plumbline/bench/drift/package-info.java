/** The drift detector on real text, what it costs, and the embedding model beside the bare runtime. */
@NullMarked
package dev.plumbline.bench.drift;

import org.jspecify.annotations.NullMarked;
