/** What runs: parts, ports, JVM flags and environments, as plain values. */
@NullMarked
package dev.plumbline.standalone.plan;

import org.jspecify.annotations.NullMarked;
