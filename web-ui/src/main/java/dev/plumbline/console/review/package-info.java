/** The queue of reviewers: requests of a draw, one at a time, each labelled before its verdict is seen. */
@NullMarked
package dev.plumbline.console.review;

import org.jspecify.annotations.NullMarked;
