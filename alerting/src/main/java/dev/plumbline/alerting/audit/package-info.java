/** Who changed what: append-only, written in the transaction of the change. */
@NullMarked
package dev.plumbline.alerting.audit;

import org.jspecify.annotations.NullMarked;
