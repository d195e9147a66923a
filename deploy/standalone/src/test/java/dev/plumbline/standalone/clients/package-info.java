/** Applications as users write them, with the instrumentation they really use, against the whole suite. */
@NullMarked
package dev.plumbline.standalone.clients;

import org.jspecify.annotations.NullMarked;
