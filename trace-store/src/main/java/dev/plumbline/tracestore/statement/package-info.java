/** What was said of requests by people, systems of record and other evaluators, as it came. */
@NullMarked
package dev.plumbline.tracestore.statement;

import org.jspecify.annotations.NullMarked;
