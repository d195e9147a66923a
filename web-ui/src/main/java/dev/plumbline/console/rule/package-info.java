/** What is watched, what is silenced, and making silences. */
@NullMarked
package dev.plumbline.console.rule;

import org.jspecify.annotations.NullMarked;
