package dev.plumbline.standalone.supervise;

import dev.plumbline.standalone.part.Part;
import dev.plumbline.standalone.plan.PartName;
import dev.plumbline.standalone.plan.Ports;
import dev.plumbline.standalone.state.PartState;
import dev.plumbline.standalone.state.ProcessStamp;
import dev.plumbline.standalone.state.RunState;
import dev.plumbline.standalone.state.StateFile;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;

/**
 * Runs parts until it is told to stop: each as soon as what it needs has been ready, again when it ends. Stops services
 * first, all at once, then Kafka, then PostgreSQL, so that nothing loses its store while it finishes its work.
 */
public final class Supervisor {
    private static final long STARTERS_MILLIS = 5_000;

    private final Board board;
    private final Map<PartName, PartWatch> watches = new EnumMap<>(PartName.class);
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean stopping;

    /**
     * A supervisor that has started nothing yet.
     *
     * @param state   kept up to date with every change
     * @param notices told what a part says of its own start
     */
    public Supervisor(
            List<Part> parts,
            Ports ports,
            StateFile state,
            Clock clock,
            BiConsumer<PartName, String> notices,
            Pace pace) {
        Instant now = clock.instant();
        board = new Board(parts.stream()
                .map(part -> PartState.waiting(part.name(), ports.of(part.name()), now))
                .toList());
        parts.forEach(part -> watches.put(part.name(), new PartWatch(part, board, clock, notices, pace)));
        ProcessStamp own = ProcessStamp.ownProcess();
        state.write(new RunState(own, now, ports, board.all()));
        board.listen((before, after) -> state.write(new RunState(own, now, ports, board.all())));
    }

    /** The listener gets the state of a part before and after each change. */
    public void listen(BiConsumer<PartState, PartState> listener) {
        board.listen(listener);
    }

    public void start() {
        watches.forEach((name, watch) -> {
            Thread thread = new Thread(watch, "part-" + name.text());
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        });
    }

    /** Waits until every part has been ready; false when one could not be started. */
    public boolean awaitStart() throws InterruptedException {
        return board.awaitStart();
    }

    public List<PartState> parts() {
        return board.all();
    }

    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /** Returns when all parts have ended. Further calls wait for the first. */
    public void stop() {
        if (!first()) {
            awaitStopOrInterrupt();
            return;
        }
        watches.values().forEach(PartWatch::stopWatching);
        threads.forEach(Thread::interrupt);
        threads.forEach(Supervisor::join);
        List<Thread> services = watches.entrySet().stream()
                .filter(entry -> entry.getKey().isService())
                .map(entry -> new Thread(
                        entry.getValue()::stop, "stop-" + entry.getKey().text()))
                .toList();
        services.forEach(Thread::start);
        services.forEach(service -> joinFully(service));
        stop(PartName.KAFKA);
        stop(PartName.POSTGRES);
        stopped.countDown();
    }

    private synchronized boolean first() {
        boolean first = !stopping;
        stopping = true;
        return first;
    }

    private void awaitStopOrInterrupt() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop(PartName name) {
        PartWatch watch = watches.get(name);
        if (watch != null) {
            watch.stop();
        }
    }

    /** A thread that is just starting a part lets go of it when it is interrupted. */
    private static void join(Thread thread) {
        try {
            thread.join(STARTERS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void joinFully(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
