/** Rules as people write them: in files or through the API, every version kept. */
@NullMarked
package dev.plumbline.alerting.definition;

import org.jspecify.annotations.NullMarked;
