/** Past-tense claim checks on the bus: ids and small numbers, never the text of a prompt or an answer. */
@NullMarked
package dev.plumbline.contracts.event;

import org.jspecify.annotations.NullMarked;
