/** Kills of alerting and its servers between sending and marking, held against what receivers took. */
@NullMarked
package dev.plumbline.bench.chaos.notify;

import org.jspecify.annotations.NullMarked;
