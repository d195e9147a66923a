/** Query parameters of all lists and reports, read and refused in one way. */
@NullMarked
package dev.plumbline.evaluator.query;

import org.jspecify.annotations.NullMarked;
