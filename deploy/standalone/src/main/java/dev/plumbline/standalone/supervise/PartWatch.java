package dev.plumbline.standalone.supervise;

import dev.plumbline.servers.ServerException;
import dev.plumbline.servers.process.Deadline;
import dev.plumbline.standalone.part.Part;
import dev.plumbline.standalone.part.RunningPart;
import dev.plumbline.standalone.plan.PartName;
import dev.plumbline.standalone.state.Phase;
import dev.plumbline.standalone.state.ProcessStamp;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/** The life of one part, on a thread of its own: wait for what it needs, start, watch, and start again when it ends. */
final class PartWatch implements Runnable {

    /** A part that has never been ready gets so many starts: then something is wrong that time does not heal. */
    private static final int FIRST_TRIES = 3;

    private final Part part;
    private final Board board;
    private final Clock clock;
    private final BiConsumer<PartName, String> notices;
    private final Pace pace;
    private volatile boolean stopping;
    private volatile @Nullable RunningPart running;
    private boolean everReady;

    PartWatch(Part part, Board board, Clock clock, BiConsumer<PartName, String> notices, Pace pace) {
        this.part = part;
        this.board = board;
        this.clock = clock;
        this.notices = notices;
        this.pace = pace;
    }

    @Override
    public void run() {
        try {
            board.awaitOnceReady(part.name().needs());
            Backoff backoff = Backoff.NONE;
            while (!stopping) {
                Life life = liveOnce();
                if (stopping) {
                    return;
                }
                backoff = backoff.after(life.readyFor());
                if (!everReady && (life.hopeless() || backoff.failures() >= FIRST_TRIES)) {
                    board.change(part.name(), state -> state.to(Phase.FAILED, clock.instant(), life.end()));
                    return;
                }
                Duration delay = backoff.delay();
                String note = life.end() + "; starting again in " + delay.toSeconds() + " s";
                board.change(part.name(), state -> state.ended(clock.instant(), note));
                TimeUnit.MILLISECONDS.sleep(delay.toMillis());
            }
        } catch (InterruptedException e) {
            // The supervisor stops this part: see stop().
            Thread.currentThread().interrupt();
        }
    }

    /**
     * One life of the part.
     *
     * @param readyFor zero if it never got ready
     * @param hopeless whether another start would end in the same way
     */
    private record Life(Duration readyFor, String end, boolean hopeless) {}

    private Life liveOnce() throws InterruptedException {
        board.change(part.name(), state -> state.to(Phase.STARTING, clock.instant(), ""));
        RunningPart started;
        try {
            started = part.start(notice -> notices.accept(part.name(), notice));
        } catch (ServerException e) {
            return new Life(Duration.ZERO, String.valueOf(e.getMessage()), true);
        } catch (RuntimeException e) {
            return new Life(Duration.ZERO, "could not be started: " + e, false);
        }
        running = started;
        if (stopping) {
            started.stop();
        }
        board.change(part.name(), state -> state.running(ProcessStamp.of(started.pid())));
        Duration readyFor = watch(started);
        return new Life(readyFor, end(started), false);
    }

    /** Returns when it has ended, or was ended since it did not get ready: how long it was ready. */
    private Duration watch(RunningPart started) throws InterruptedException {
        @Nullable Instant readySince = null;
        int misses = 0;
        Deadline deadline = Deadline.in(pace.patience());
        while (!ended(started, readySince == null ? pace.starting() : pace.running())) {
            boolean ready = started.ready();
            misses = ready ? 0 : misses + 1;
            if (readySince == null && !ready && deadline.passed()) {
                notices.accept(
                        part.name(), "is not ready after " + pace.patience().toSeconds() + " s and is ended");
                started.stop();
            }
            if (ready && readySince == null) {
                readySince = clock.instant();
                everReady = true;
            }
            Phase phase = board.get(part.name()).phase();
            if (ready && phase != Phase.READY) {
                // A server's process id may be known only now.
                board.change(
                        part.name(),
                        state -> state.running(ProcessStamp.of(started.pid())).to(Phase.READY, clock.instant(), ""));
            } else if (misses >= pace.misses()
                    && phase == Phase.READY
                    && !started.exit().isDone()) {
                board.change(part.name(), state -> state.to(Phase.UNREADY, clock.instant(), "runs but is not ready"));
            }
        }
        return readySince == null ? Duration.ZERO : Duration.between(readySince, clock.instant());
    }

    private static boolean ended(RunningPart started, Duration time) throws InterruptedException {
        try {
            started.exit().get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException | CancellationException e) {
            return true;
        }
    }

    private String end(RunningPart ended) {
        String code = "ended with code " + ended.exit().getNow(-1);
        return everReady ? code : code + " before it was ready:\n    " + String.join("\n    ", ended.lastLines(12));
    }

    /** From now on an end is no accident. */
    void stopWatching() {
        stopping = true;
    }

    void stop() {
        stopping = true;
        RunningPart last = running;
        if (last != null) {
            last.stop();
        }
        board.change(part.name(), state -> state.stopped(clock.instant()));
    }
}
