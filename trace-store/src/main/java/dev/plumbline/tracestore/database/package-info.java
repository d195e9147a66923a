/** Transactions, and database faults without java.sql: the trap is that only data faults blame a row, all others blame the moment. */
@NullMarked
package dev.plumbline.tracestore.database;

import org.jspecify.annotations.NullMarked;
