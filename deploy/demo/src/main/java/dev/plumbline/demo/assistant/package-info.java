/**
 * Quillby's support assistant: finds passages, looks into the account where that helps, and answers with the best
 * sentences; no language model writes anything. Release 1.5.0 carries a real fault, put there to be found: it searches
 * a smaller index for company riders, whose rows no longer match those of the sentence table.
 */
@NullMarked
package dev.plumbline.demo.assistant;

import org.jspecify.annotations.NullMarked;
