/** The form of a text, apart from what it is about: how long, in which language, how well spelt. Text in, numbers out. */
@NullMarked
package dev.plumbline.drift.form;

import org.jspecify.annotations.NullMarked;
