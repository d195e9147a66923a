/** Phase 2 of sampling: what drift-service says of a session's cluster has more of rare ones judged. */
@NullMarked
package dev.plumbline.evaluator.clusters;

import org.jspecify.annotations.NullMarked;
