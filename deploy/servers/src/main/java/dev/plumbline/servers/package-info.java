/** Real servers on this machine, for the {@code plumbline} command and for tests: loopback only, and none outlives its holder. */
@NullMarked
package dev.plumbline.servers;

import org.jspecify.annotations.NullMarked;
