/** Senders that can do what no SDK does: broken frames, half bodies, lies about lengths. */
@NullMarked
package dev.plumbline.conformance.sender;

import org.jspecify.annotations.NullMarked;
