/**
 * A small real AI feature for looking at Plumbline: the support assistant of an invented company, hours of its traffic
 * played in minutes, late truth, and a webhook that waits to be paged. Plumbline knows nothing of it.
 */
@NullMarked
package dev.plumbline.demo;

import org.jspecify.annotations.NullMarked;
