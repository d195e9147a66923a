/** What one AI feature takes: requests, errors, time, tokens and cost, by model and by release. */
@NullMarked
package dev.plumbline.console.feature;

import org.jspecify.annotations.NullMarked;
