/** What is good, in words that a judge and a reviewer read alike: versioned, from files or the API, tried out before use. */
@NullMarked
package dev.plumbline.evaluator.rubrics;

import org.jspecify.annotations.NullMarked;
