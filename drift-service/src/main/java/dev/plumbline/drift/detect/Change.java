package dev.plumbline.drift.detect;

import dev.plumbline.drift.reference.View;
import dev.plumbline.drift.stat.Share;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * A finding opened, grew or closed.
 *
 * @param words what the story is about, where it is not a cluster alone: clusters have labels
 * @param untilNano event time of the last session that {@code now} counts
 * @param examples trace ids, the clearest first
 */
public record Change(
        Type type,
        Story story,
        @Nullable String words,
        long untilNano,
        Shares shares,
        List<String> examples,
        Against against) {

    /**
     * What it is compared with.
     *
     * @param words where the share was what it was
     * @param holds all comparisons in which it holds now, that of the story first
     */
    public record Against(String words, List<String> holds) {

        /** The pinned reference alone. */
        public static final Against REFERENCE = new Against(View.REFERENCE, List.of(View.FIRST));

        /** Nothing any more: the comparison that raised it is over. */
        static final Against NOTHING = new Against("", List.of());
    }

    /**
     * @param then the share in the reference: at the same hours where it depends on them
     * @param now the share in the sessions that show the change
     * @param usual the share in the reference around the clock
     */
    public record Shares(Share then, Share now, Hours hours, Share usual) {

        /** Without a clock. */
        public static Shares of(Share then, Share now) {
            return new Shares(then, now, Hours.ANY, then);
        }
    }

    /** What the clock has to do with it; on the wire in lower case. */
    public enum Hours {
        /** Nothing: the reference shows no dependence on the hour. */
        ANY,
        /** Compared with the same hours: the difference of {@code then} and {@code usual} is what the clock explains. */
        SAME,
        /** Not known: the reference does not have these hours yet. */
        UNSEEN
    }

    /** Closed since the comparison that raised it is over: its numbers are those that were told last. */
    static Change over(Story story, long untilNano) {
        return new Change(
                Type.CLOSED,
                story,
                null,
                untilNano,
                Shares.of(story.reported(), story.reported()),
                List.of(),
                Against.NOTHING);
    }

    /** Whether there is nothing to compare with any more. */
    public boolean over() {
        return against.equals(Against.NOTHING);
    }

    Change holding(List<String> holds) {
        return new Change(type, story, words, untilNano, shares, examples, new Against(against.words(), holds));
    }

    public Share then() {
        return shares.then();
    }

    public Share now() {
        return shares.now();
    }

    /** On the wire in lower case. */
    public enum Type {
        OPENED,
        GROWN,
        CLOSED
    }

    /** The words, with the label of the cluster it is about. */
    public String label(Map<String, String> clusterLabels) {
        String cluster = clusterLabels.get(story.subject().about());
        if (words == null) {
            return cluster == null ? "unnamed" : cluster;
        }
        return cluster == null ? words : words + " on “" + cluster + "”";
    }
}
