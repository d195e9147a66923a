/** The values of a trace as every part of Plumbline sees them: spans, content, requests and their fingerprints. */
@NullMarked
package dev.plumbline.contracts.trace;

import org.jspecify.annotations.NullMarked;
