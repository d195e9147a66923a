/** What people decide about an alert. */
@NullMarked
package dev.plumbline.alerting.decision;

import org.jspecify.annotations.NullMarked;
