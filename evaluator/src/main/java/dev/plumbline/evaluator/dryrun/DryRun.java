package dev.plumbline.evaluator.dryrun;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a version of a rubric says of past requests or sessions, beside what is said of them now.
 *
 * @param of what is tried on which project
 * @param compared the scorer of the present verdicts; null when no version judges
 * @param open what is still to be judged, requests or sessions
 * @param labels how many by label of the version that is tried
 * @param failed how many have no verdict, by reason
 * @param moves how many by {@code before > after}; those without a present verdict are {@code none > after}
 * @param changes those whose label changes
 */
record DryRun(
        Of of,
        @Nullable String compared,
        int open,
        Map<String, Integer> labels,
        Map<String, Integer> failed,
        Map<String, Integer> moves,
        List<Item> changes) {

    record Of(String id, String name, int version, int project, Instant at) {}

    /**
     * One request or session of it; what is not known yet is null.
     *
     * @param traceId of a session that of its first request
     * @param session null in a trial on requests
     */
    record Item(
            String traceId,
            String spanId,
            @Nullable String session,
            String state,
            @Nullable String before,
            @Nullable String after,
            @Nullable String explanation) {}

    static DryRun of(Of of, @Nullable String compared, List<Item> items) {
        Map<String, Integer> labels = new TreeMap<>();
        Map<String, Integer> failed = new TreeMap<>();
        Map<String, Integer> moves = new TreeMap<>();
        int open = 0;
        for (Item item : items) {
            String after = item.after();
            if (item.state().equals("open")) {
                open++;
            } else if (after == null) {
                failed.merge(String.valueOf(item.explanation()), 1, Integer::sum);
            } else {
                labels.merge(after, 1, Integer::sum);
                moves.merge((item.before() == null ? "none" : item.before()) + " > " + after, 1, Integer::sum);
            }
        }
        List<Item> changes = items.stream()
                .filter(item -> item.before() != null && item.after() != null)
                .filter(item -> !String.valueOf(item.before()).equals(item.after()))
                .toList();
        return new DryRun(of, compared, open, labels, failed, moves, changes);
    }
}
