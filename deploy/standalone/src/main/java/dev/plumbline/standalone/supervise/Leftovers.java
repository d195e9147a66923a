package dev.plumbline.standalone.supervise;

import dev.plumbline.servers.process.Deadline;
import dev.plumbline.standalone.state.PartState;
import dev.plumbline.standalone.state.ProcessStamp;
import dev.plumbline.standalone.state.RunState;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** What runs on after a supervisor was killed: its parts have noticed by their pipe and are ending. */
public final class Leftovers {
    private Leftovers() {}

    /** Waits until no part of an ended run is left; after the patience those that hang are killed. */
    public static void waitOut(RunState ended, Duration patience, Consumer<String> notices) {
        List<ProcessStamp> left = alive(ended);
        if (left.isEmpty()) {
            return;
        }
        notices.accept("the last supervisor (process " + ended.supervisor().pid() + ") was killed; waiting for its "
                + left.size() + " parts to end");
        Deadline deadline = Deadline.in(patience);
        while (!left.isEmpty() && !deadline.passed()) {
            deadline.pause();
            left = alive(ended);
        }
        for (ProcessStamp process : left) {
            notices.accept("process " + process.pid() + " did not end by itself and is killed");
            process.handle().ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private static List<ProcessStamp> alive(RunState ended) {
        return ended.parts().stream()
                .map(PartState::process)
                .filter(Objects::nonNull)
                .filter(ProcessStamp::alive)
                .toList();
    }
}
