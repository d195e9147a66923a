/** The two encodings below the messages: protobuf fields, JSON values, ids, and what was odd about them. */
@NullMarked
package dev.plumbline.ingest.decode.wire;

import org.jspecify.annotations.NullMarked;
