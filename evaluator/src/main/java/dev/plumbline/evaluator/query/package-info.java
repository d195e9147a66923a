/** The JSON body of a call, read and refused in one way. */
@NullMarked
package dev.plumbline.evaluator.query;

import org.jspecify.annotations.NullMarked;
