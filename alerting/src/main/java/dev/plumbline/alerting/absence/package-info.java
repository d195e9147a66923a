/** Rules that cannot tell, since no scores come: they say so by an alert of their own. */
@NullMarked
package dev.plumbline.alerting.absence;

import org.jspecify.annotations.NullMarked;
