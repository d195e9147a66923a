/** Transactions, and database faults without java.sql: the trap is that only data faults blame a row, all others blame the moment. */
@NullMarked
package dev.plumbline.evaluator.database;

import org.jspecify.annotations.NullMarked;
