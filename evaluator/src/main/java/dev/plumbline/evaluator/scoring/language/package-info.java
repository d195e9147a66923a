/** Which language a text is in, and whether an answer is in its question's and in one. */
@NullMarked
package dev.plumbline.evaluator.scoring.language;

import org.jspecify.annotations.NullMarked;
