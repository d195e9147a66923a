/** Finds personal data and secrets in text, in one pass and without regular expressions. */
@NullMarked
package dev.plumbline.contracts.scan;

import org.jspecify.annotations.NullMarked;
