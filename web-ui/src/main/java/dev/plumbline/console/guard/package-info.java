/** Who may reach the console while it is open: this machine, under its own name, from its own pages. */
@NullMarked
package dev.plumbline.console.guard;

import org.jspecify.annotations.NullMarked;
