/** What an answer should not have said: secrets, other people's data, its instructions. */
@NullMarked
package dev.plumbline.evaluator.scoring.leak;

import org.jspecify.annotations.NullMarked;
