/** The console and the one public origin of the API; each package below it is one screen or one concern of all screens. */
@NullMarked
package dev.plumbline.console;

import org.jspecify.annotations.NullMarked;
