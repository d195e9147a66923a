/** How far a judge can be believed: its verdicts against reviewers' labels, and what its rates become when corrected. */
@NullMarked
package dev.plumbline.evaluator.trust;

import org.jspecify.annotations.NullMarked;
