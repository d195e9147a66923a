/** Agreements on the form of answers, made from configuration: JSON Schema, regular expression, allowed markup. */
@NullMarked
package dev.plumbline.evaluator.scoring.contract;

import org.jspecify.annotations.NullMarked;
