package dev.plumbline.drift.detect;

import dev.plumbline.drift.stat.Share;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * A finding opened, grew or closed.
 *
 * @param words what the story is about, where it is not a cluster alone: clusters have labels
 * @param untilNano event time of the last session that {@code now} counts
 * @param then the share in the reference
 * @param now the share in the sessions that show the change
 * @param examples trace ids, the clearest first
 */
public record Change(
        Type type, Story story, @Nullable String words, long untilNano, Share then, Share now, List<String> examples) {

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
