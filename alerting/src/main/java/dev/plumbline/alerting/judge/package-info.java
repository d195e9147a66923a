/** Judges that have got worse: a ticket of their own, and no page by what they say. */
@NullMarked
package dev.plumbline.alerting.judge;

import org.jspecify.annotations.NullMarked;
