package dev.plumbline.servers.process;

import dev.plumbline.servers.ServerException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A child whose standard input is a pipe that this process holds and never writes to. Closing it is how the child is
 * stopped; the child must watch it ({@link PipedMain}, or the watchdog script of PostgreSQL). It runs in a session of its
 * own, so that a Ctrl-C in the terminal reaches only its holder, which then stops its children in order.
 */
public final class PipedProcess {
    private final Process process;
    private final Path log;
    private final long logStart;
    private final CompletableFuture<Integer> exit;

    private PipedProcess(Process process, Path log, long logStart) {
        this.process = process;
        this.log = log;
        this.logStart = logStart;
        this.exit = process.onExit().thenApply(Process::exitValue);
    }

    public static PipedProcess start(Command command) {
        List<String> words = new ArrayList<>(ownSession());
        words.addAll(command.words());
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(command.directory().toFile());
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        builder.redirectErrorStream(true);
        try {
            Files.createDirectories(command.log().toAbsolutePath().getParent());
            LogTail.startAnew(command.log());
            builder.redirectOutput(
                    ProcessBuilder.Redirect.appendTo(command.log().toFile()));
            long logStart = LogTail.size(command.log());
            return new PipedProcess(builder.start(), command.log(), logStart);
        } catch (IOException e) {
            throw new ServerException("cannot start " + command.words().get(0) + ": " + e.getMessage(), e);
        }
    }

    private static List<String> ownSession() {
        return OnPath.find("setsid").map(path -> List.of(path.toString())).orElse(List.of());
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Completes with the exit code when the process has ended, for whatever reason. */
    public CompletableFuture<Integer> exit() {
        return exit;
    }

    /** The last lines that this process, not one before it, wrote. */
    public List<String> lastLines(int lines) {
        return LogTail.last(log, lines, logStart);
    }

    /** Lets go of the pipe: the child starts to stop. */
    public void letGo() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // The child has gone already: nobody is left to tell.
            return;
        }
    }

    /**
     * Lets go of the pipe and waits; what is still there after the grace time is killed.
     *
     * @return whether it went by itself
     */
    public boolean stop(Duration grace) {
        letGo();
        if (waitFor(grace)) {
            return true;
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        exit.join();
        return false;
    }

    /** Waits the whole time even when this thread is interrupted: a server is not killed because somebody is in a hurry. */
    private boolean waitFor(Duration grace) {
        Deadline deadline = Deadline.in(grace);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return process.waitFor(Math.max(0, deadline.remaining().toMillis()), TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
