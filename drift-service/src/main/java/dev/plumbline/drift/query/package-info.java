/** Query parameters of all lists and reports, read and refused in one way. */
@NullMarked
package dev.plumbline.drift.query;

import org.jspecify.annotations.NullMarked;
