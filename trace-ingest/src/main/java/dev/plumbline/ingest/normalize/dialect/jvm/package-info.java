/** Libraries of the Java platform. */
@NullMarked
package dev.plumbline.ingest.normalize.dialect.jvm;

import org.jspecify.annotations.NullMarked;
