/** The requests of one session as a conversation. */
@NullMarked
package dev.plumbline.console.session;

import org.jspecify.annotations.NullMarked;
