package dev.plumbline.standalone.state;

import dev.plumbline.standalone.plan.Ports;

import java.time.Instant;
import java.util.List;

/**
 * What one supervisor runs.
 *
 * @param parts in the order of their start
 */
public record RunState(ProcessStamp supervisor, Instant started, Ports ports, List<PartState> parts) {
    public RunState {
        parts = List.copyOf(parts);
    }

    public boolean allReady() {
        return parts.stream().allMatch(part -> part.phase() == Phase.READY);
    }

    public boolean anyFailed() {
        return parts.stream().anyMatch(part -> part.phase() == Phase.FAILED);
    }
}
