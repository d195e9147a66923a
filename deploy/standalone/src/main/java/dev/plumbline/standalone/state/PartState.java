package dev.plumbline.standalone.state;

import dev.plumbline.standalone.plan.PartName;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A part as the supervisor sees it.
 *
 * @param process  absent when none runs
 * @param since    when it got into this phase
 * @param restarts how often it ended by itself and was started again
 * @param note     in words, what happened last; may be empty
 */
public record PartState(
        PartName part,
        Phase phase,
        int port,
        @Nullable ProcessStamp process,
        Instant since,
        int restarts,
        String note) {

    public static PartState waiting(PartName part, int port, Instant now) {
        return new PartState(part, Phase.WAITING, port, null, now, 0, "");
    }

    public PartState to(Phase next, Instant now, String why) {
        return new PartState(part, next, port, process, now, restarts, why);
    }

    public PartState running(ProcessStamp started) {
        return new PartState(part, phase, port, started, since, restarts, note);
    }

    public PartState ended(Instant now, String why) {
        return new PartState(part, Phase.RESTARTING, port, null, now, restarts + 1, why);
    }

    public PartState stopped(Instant now) {
        return new PartState(part, Phase.STOPPED, port, null, now, restarts, "");
    }
}
