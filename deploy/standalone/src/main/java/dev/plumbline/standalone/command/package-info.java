/** One class per command of {@code plumbline}: reads its options, does its work, and prints for a person. */
@NullMarked
package dev.plumbline.standalone.command;

import org.jspecify.annotations.NullMarked;
