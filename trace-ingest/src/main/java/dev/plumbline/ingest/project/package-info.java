/** Projects and the keys with which their applications send. */
@NullMarked
package dev.plumbline.ingest.project;

import org.jspecify.annotations.NullMarked;
