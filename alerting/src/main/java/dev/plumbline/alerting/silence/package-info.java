/** What is kept quiet for a time, by whom and why. */
@NullMarked
package dev.plumbline.alerting.silence;

import org.jspecify.annotations.NullMarked;
