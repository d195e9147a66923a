/** How judges stand by version and feature, and which of two answers they preferred, as the evaluator tells it. */
@NullMarked
package dev.plumbline.console.judge;

import org.jspecify.annotations.NullMarked;
