/** What all screens say in the same way: times, amounts, shares with intervals, text of strangers, links; no I/O. */
@NullMarked
package dev.plumbline.console.view;

import org.jspecify.annotations.NullMarked;
