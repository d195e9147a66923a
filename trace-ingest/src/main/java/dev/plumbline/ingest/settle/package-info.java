/** Requests out of the spans of a trace: made when the root arrives or the trace goes quiet, made again when more arrives. */
@NullMarked
package dev.plumbline.ingest.settle;

import org.jspecify.annotations.NullMarked;
