/** One class per dialect: where it keeps what went in and what came out. Facts are those of each library's own source. */
@NullMarked
package dev.plumbline.ingest.normalize.dialect;

import org.jspecify.annotations.NullMarked;
