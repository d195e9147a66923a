package dev.plumbline.drift.detect;

import dev.plumbline.drift.stat.Share;

import java.util.List;

/**
 * A finding opened, grew or closed.
 *
 * @param untilNano event time of the last session that {@code now} counts
 * @param then the share in the reference
 * @param now the share in the sessions that show the change
 * @param examples trace ids, the clearest first
 */
public record Change(Type type, Story story, long untilNano, Share then, Share now, List<String> examples) {

    /** On the wire in lower case. */
    public enum Type {
        OPENED,
        GROWN,
        CLOSED
    }
}
