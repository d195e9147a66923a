package dev.plumbline.evaluator.labels;

import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.scoring.Label;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer says of one request.
 *
 * @param blind whether they had seen no verdict before
 * @param reason in their words; may quote content, and is blanked when the request is erased
 */
record NewLabel(
        RequestRef request,
        String rubric,
        int rubricVersion,
        Label label,
        String author,
        boolean blind,
        @Nullable String reason) {}
