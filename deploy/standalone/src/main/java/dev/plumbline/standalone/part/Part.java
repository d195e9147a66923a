package dev.plumbline.standalone.part;

import dev.plumbline.standalone.plan.PartName;

import java.util.function.Consumer;

/** Something the supervisor starts. */
public interface Part {
    PartName name();

    /**
     * Starts it, waiting out what an earlier one left. It need not be ready yet.
     *
     * @param notices told, in a sentence each, what takes longer than usual and why
     * @throws dev.plumbline.servers.ServerException when it does not start; the message says why
     */
    RunningPart start(Consumer<String> notices);
}
