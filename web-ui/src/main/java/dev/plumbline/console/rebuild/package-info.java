/** What a model saw at one request, rebuilt from the store: as one JSON, as a request to send again, beside another. */
@NullMarked
package dev.plumbline.console.rebuild;

import org.jspecify.annotations.NullMarked;
