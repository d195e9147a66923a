/**
 * PostgreSQL from packaged binaries, started by our own code with every durability setting on. Trap: PostgreSQL refuses to run
 * as root, see {@link dev.plumbline.servers.postgres.ServerUser}.
 */
@NullMarked
package dev.plumbline.servers.postgres;

import org.jspecify.annotations.NullMarked;
