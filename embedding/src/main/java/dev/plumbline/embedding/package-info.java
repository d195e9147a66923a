/**
 * Text to vector, in this process and without the network. The trap to know: the model is quantised with ranges taken
 * from each run, so a text's vector would depend on its neighbours in a batch; therefore every text runs alone.
 */
@NullMarked
package dev.plumbline.embedding;

import org.jspecify.annotations.NullMarked;
