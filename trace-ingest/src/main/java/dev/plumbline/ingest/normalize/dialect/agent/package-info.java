/** Coding agents that report themselves with bare attributes. */
@NullMarked
package dev.plumbline.ingest.normalize.dialect.agent;

import org.jspecify.annotations.NullMarked;
