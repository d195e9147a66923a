/**
 * Who asks what and when: a plan made in advance from a seed, and the clock that plays some hours of it in minutes.
 * Sessions are independent of each other; their questions are drawn from those written by hand.
 */
@NullMarked
package dev.plumbline.demo.traffic;

import org.jspecify.annotations.NullMarked;
