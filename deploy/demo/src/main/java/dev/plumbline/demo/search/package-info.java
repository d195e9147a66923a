/**
 * Finds passages of the help articles by meaning. The trap to know: a row counts within one index, and a smaller index
 * made from it counts its rows anew.
 */
@NullMarked
package dev.plumbline.demo.search;

import org.jspecify.annotations.NullMarked;
