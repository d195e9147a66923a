/** How a part is started and asked whether it is ready: servers by our own code, services as child JVMs. */
@NullMarked
package dev.plumbline.standalone.part;

import org.jspecify.annotations.NullMarked;
