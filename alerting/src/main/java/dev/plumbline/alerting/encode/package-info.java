/** Messages in the forms that receivers know. Pure. */
@NullMarked
package dev.plumbline.alerting.encode;

import org.jspecify.annotations.NullMarked;
