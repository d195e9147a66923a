/** Batches of the bus into the database, and records that could not be used: kept with their reason, taking no other with them. */
@NullMarked
package dev.plumbline.evaluator.bus;

import org.jspecify.annotations.NullMarked;
