/** The whole suite as a user starts it, driven by real OTLP senders and broken on purpose. */
@NullMarked
package dev.plumbline.standalone.suite;

import org.jspecify.annotations.NullMarked;
