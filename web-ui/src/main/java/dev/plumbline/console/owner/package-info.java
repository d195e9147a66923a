/** Calls to the services that own scores, drift, alerts and ingest, each with a signed identity. */
@NullMarked
package dev.plumbline.console.owner;

import org.jspecify.annotations.NullMarked;
