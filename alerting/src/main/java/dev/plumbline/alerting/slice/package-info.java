/** In which part of the traffic the bad scores are: arithmetic on the scores of one hour. */
@NullMarked
package dev.plumbline.alerting.slice;

import org.jspecify.annotations.NullMarked;
