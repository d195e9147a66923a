/** How well the retrieved documents were ranked, once somebody has said which of them are relevant. */
@NullMarked
package dev.plumbline.evaluator.scoring.ranking;

import org.jspecify.annotations.NullMarked;
