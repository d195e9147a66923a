/** Rules that are not judged for a while, because somebody said so. */
@NullMarked
package dev.plumbline.alerting.pause;

import org.jspecify.annotations.NullMarked;
