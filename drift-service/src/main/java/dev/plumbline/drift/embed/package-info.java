/** From the input of a session to its vector. Leased rows: long work holds neither a bus record nor a transaction. */
@NullMarked
package dev.plumbline.drift.embed;

import org.jspecify.annotations.NullMarked;
