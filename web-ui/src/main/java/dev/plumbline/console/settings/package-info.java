/** The screen of users, tokens and the audit. */
@NullMarked
package dev.plumbline.console.settings;

import org.jspecify.annotations.NullMarked;
