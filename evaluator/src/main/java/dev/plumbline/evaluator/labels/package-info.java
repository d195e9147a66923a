/** What reviewers say of answers: which requests they are asked about, and their labels, which are added to and never changed. */
@NullMarked
package dev.plumbline.evaluator.labels;

import org.jspecify.annotations.NullMarked;
