/** Feedback of users and late ground truth: taken, kept with its history, and joined to the requests it is about. */
@NullMarked
package dev.plumbline.ingest.truth;

import org.jspecify.annotations.NullMarked;
