/** Feedback of users and late ground truth. */
@NullMarked
package dev.plumbline.ingest.truth;

import org.jspecify.annotations.NullMarked;
