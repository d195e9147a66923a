/** Whether the answer is supported by what was retrieved. */
@NullMarked
package dev.plumbline.evaluator.scoring.retrieval;

import org.jspecify.annotations.NullMarked;
