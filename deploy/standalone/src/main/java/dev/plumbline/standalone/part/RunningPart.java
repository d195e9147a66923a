package dev.plumbline.standalone.part;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A started part. */
public interface RunningPart {
    long pid();

    /** Whether it can do its work now. */
    boolean ready();

    /** Completes with the exit code when it has ended, for whatever reason. */
    CompletableFuture<Integer> exit();

    /** What it wrote last. */
    List<String> lastLines(int lines);

    /** Asks it to stop, waits, and kills it if it takes too long. Does nothing when it has ended already. */
    void stop();
}
