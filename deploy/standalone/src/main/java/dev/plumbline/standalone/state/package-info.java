/** What runs, written to a file for the other commands. Trap: a process id alone proves nothing, it may be in use again. */
@NullMarked
package dev.plumbline.standalone.state;

import org.jspecify.annotations.NullMarked;
