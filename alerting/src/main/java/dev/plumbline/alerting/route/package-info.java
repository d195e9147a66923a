/** Who is told of what and when, as Alertmanager's configuration says it. Pure: labels and a moment in, a decision out. */
@NullMarked
package dev.plumbline.alerting.route;

import org.jspecify.annotations.NullMarked;
