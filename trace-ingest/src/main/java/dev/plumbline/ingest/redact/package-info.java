/** What must not be stored is taken out before anything is: found by hand scans, user patterns in linear time. */
@NullMarked
package dev.plumbline.ingest.redact;

import org.jspecify.annotations.NullMarked;
