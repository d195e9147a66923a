/** The features that are watched: who holds each, and how far it has come. */
@NullMarked
package dev.plumbline.drift.feature;

import org.jspecify.annotations.NullMarked;
