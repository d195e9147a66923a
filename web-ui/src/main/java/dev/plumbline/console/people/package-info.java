/** Users, their sessions, tokens, one-time links and the audit of what they did; the rest of schema console has its own stores beside its screens. */
@NullMarked
package dev.plumbline.console.people;

import org.jspecify.annotations.NullMarked;
