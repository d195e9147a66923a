package dev.plumbline.drift.session;

import java.util.HashMap;
import java.util.Map;

/**
 * Tells the first request of a session from those after it, fed in order of event time. A session that was silent for
 * longer than {@link #MEMORY_NANO} starts anew: that matters where the user stands in for the session.
 */
public final class Sessions {

    /** A day. */
    public static final long MEMORY_NANO = 24L * 3600 * 1_000_000_000;

    private final Map<SessionKey, Long> lastSeen;

    /** @param lastSeen event time of the last request of each session that may come */
    public Sessions(Map<SessionKey, Long> lastSeen) {
        this.lastSeen = new HashMap<>(lastSeen);
    }

    /** Whether this request is the first of its session. */
    public boolean first(SessionKey session, long startNano) {
        Long before = lastSeen.put(session, startNano);
        return before == null || startNano - before > MEMORY_NANO;
    }
}
