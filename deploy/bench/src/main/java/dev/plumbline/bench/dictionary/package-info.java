/** Trains the dictionary that payloads are compressed with. */
@NullMarked
package dev.plumbline.bench.dictionary;

import org.jspecify.annotations.NullMarked;
