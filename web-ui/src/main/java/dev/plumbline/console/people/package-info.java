/** Users, their sessions, tokens, one-time links and the audit of what they did; all of schema console is written here. */
@NullMarked
package dev.plumbline.console.people;

import org.jspecify.annotations.NullMarked;
