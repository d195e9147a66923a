/** The unit of all counts is the session: one observation each, since queries of one session are not independent. */
@NullMarked
package dev.plumbline.drift.session;

import org.jspecify.annotations.NullMarked;
