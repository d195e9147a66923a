/** The short-lived signed identity with which one part of Plumbline calls another. */
@NullMarked
package dev.plumbline.contracts.identity;

import org.jspecify.annotations.NullMarked;
