/** Lists of traces under a name. */
@NullMarked
package dev.plumbline.console.saved;

import org.jspecify.annotations.NullMarked;
