/**
 * Which minutes can hold a request with some value, so that a search for what is rare passes over the others. Made after the
 * fact by whoever counts traffic; a minute of which nothing is known, or that changed since, can hold anything.
 */
@NullMarked
package dev.plumbline.tracestore.skip;

import org.jspecify.annotations.NullMarked;
