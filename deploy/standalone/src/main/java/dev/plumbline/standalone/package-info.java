/** The {@code plumbline} command: a whole installation on one machine, each part its own process. */
@NullMarked
package dev.plumbline.standalone;

import org.jspecify.annotations.NullMarked;
