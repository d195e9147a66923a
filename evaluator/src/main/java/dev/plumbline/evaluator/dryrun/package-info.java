/** Tries a rubric's version on past requests and shows what it would change, before it judges anything that counts. */
@NullMarked
package dev.plumbline.evaluator.dryrun;

import org.jspecify.annotations.NullMarked;
