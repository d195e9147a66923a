/** Groups of alike inputs: found, grown, named and told apart. Vectors have length 1; similarity is their dot product. */
@NullMarked
package dev.plumbline.drift.cluster;

import org.jspecify.annotations.NullMarked;
