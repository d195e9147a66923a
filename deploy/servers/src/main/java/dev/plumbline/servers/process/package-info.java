/**
 * Child processes that watch a pipe held by their starter. The kernel closes the pipe whatever ends the starter, a SIGKILL
 * too, and the child then stops by itself. Trap: a {@link dev.plumbline.servers.process.PipedProcess} nobody holds any more
 * lets go of its pipe when it is collected.
 */
@NullMarked
package dev.plumbline.servers.process;

import org.jspecify.annotations.NullMarked;
