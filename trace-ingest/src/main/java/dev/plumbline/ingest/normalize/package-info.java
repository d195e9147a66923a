/** Many dialects of GenAI attributes to one form. Pure: the same span always gives the same result. */
@NullMarked
package dev.plumbline.ingest.normalize;

import org.jspecify.annotations.NullMarked;
