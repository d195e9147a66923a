/** What a rule would do and would have done: the engine run over stored scores, with nothing opened and nobody told. */
@NullMarked
package dev.plumbline.alerting.preview;

import org.jspecify.annotations.NullMarked;
