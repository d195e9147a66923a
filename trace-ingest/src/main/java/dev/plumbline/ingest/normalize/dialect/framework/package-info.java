/** Libraries that build features and agents, each in its own words. */
@NullMarked
package dev.plumbline.ingest.normalize.dialect.framework;

import org.jspecify.annotations.NullMarked;
