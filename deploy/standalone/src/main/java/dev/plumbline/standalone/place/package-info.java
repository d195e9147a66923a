/** Where an installation keeps its files, and the secrets it made at its first start. */
@NullMarked
package dev.plumbline.standalone.place;

import org.jspecify.annotations.NullMarked;
