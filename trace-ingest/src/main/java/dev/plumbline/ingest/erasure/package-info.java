/** Removes what belongs to one user, and keeps a receipt that does not say who it was. */
@NullMarked
package dev.plumbline.ingest.erasure;

import org.jspecify.annotations.NullMarked;
