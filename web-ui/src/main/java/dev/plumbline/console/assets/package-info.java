/** The files that pages load, each under a digest so that browsers keep it. */
@NullMarked
package dev.plumbline.console.assets;

import org.jspecify.annotations.NullMarked;
