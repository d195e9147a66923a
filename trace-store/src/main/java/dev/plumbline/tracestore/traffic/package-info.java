/** Requests counted per feature and stretch of time: written a little after they settle, read exactly at any time. */
@NullMarked
package dev.plumbline.tracestore.traffic;

import org.jspecify.annotations.NullMarked;
