package dev.plumbline.drift.report.finding;

import dev.plumbline.contracts.query.BadParameterException;
import dev.plumbline.contracts.query.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Which findings, the one opened last first.
 *
 * @param range of event time in which the finding was open
 * @param after the last item of the page before
 */
record FindingQuery(
        int projectId,
        @Nullable String feature,
        @Nullable String state,
        Parameters.Range range,
        @Nullable Cursor after,
        int limit) {

    /** The place of a finding in the list. */
    record Cursor(long openedNano, String id) {

        static Cursor of(String text) {
            int dot = text.indexOf('.');
            try {
                return new Cursor(Long.parseLong(text.substring(0, Math.max(0, dot))), text.substring(dot + 1));
            } catch (NumberFormatException e) {
                throw new BadParameterException("cursor", "is not one that this list gave");
            }
        }

        String text() {
            return openedNano + "." + id;
        }
    }
}
