/** What the API tells: every share with its n and its 95 % interval, every time as event time unless it says otherwise. */
@NullMarked
package dev.plumbline.drift.report;

import org.jspecify.annotations.NullMarked;
