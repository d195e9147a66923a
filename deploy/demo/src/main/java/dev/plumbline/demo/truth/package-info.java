/**
 * What becomes known later: whether the ticket was resolved, and thumbs. It follows from what the assistant really
 * answered and from what the question really asked, never from the plan of the traffic.
 */
@NullMarked
package dev.plumbline.demo.truth;

import org.jspecify.annotations.NullMarked;
