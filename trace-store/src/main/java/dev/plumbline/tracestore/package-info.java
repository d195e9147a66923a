/**
 * The trace store: one writer, one reader, plain JDBC. The writer joins its caller's transaction; nothing here knows a
 * container. Ids are hex text outside and bytes in the database.
 */
@NullMarked
package dev.plumbline.tracestore;

import org.jspecify.annotations.NullMarked;
