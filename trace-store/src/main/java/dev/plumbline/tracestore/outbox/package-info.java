/** Events that leave a database in the transaction of their cause. */
@NullMarked
package dev.plumbline.tracestore.outbox;

import org.jspecify.annotations.NullMarked;
