/** Records of the bus that could not be used: kept with their reason, so that they take no other with them. */
@NullMarked
package dev.plumbline.evaluator.deadletter;

import org.jspecify.annotations.NullMarked;
