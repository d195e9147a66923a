/** Rules that watch series of scores, in an ordered cycle over closed steps of event time. */
@NullMarked
package dev.plumbline.alerting.rule;

import org.jspecify.annotations.NullMarked;
