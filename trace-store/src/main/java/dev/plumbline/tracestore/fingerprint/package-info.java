/** What a model saw, rebuilt from what is stored, in its canonical form and as digests. */
@NullMarked
package dev.plumbline.tracestore.fingerprint;

import org.jspecify.annotations.NullMarked;
