/** Lists of scores, for the console and for people's own tools. */
@NullMarked
package dev.plumbline.evaluator.report;

import org.jspecify.annotations.NullMarked;
