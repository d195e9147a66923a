package dev.plumbline.servers.process;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another main class and ends this JVM when the pipe on standard input ends: first as if it had been asked to stop, and
 * after the grace time at once. First argument: the name of the main class; the rest are its arguments.
 */
public final class PipedMain {
    /** Seconds between the end of the pipe and the hard end of this JVM. */
    static final String GRACE = "plumbline.pipe.grace";

    private PipedMain() {}

    public static void main(String[] words) throws Exception {
        watch();
        run(words[0], Arrays.copyOfRange(words, 1, words.length));
    }

    /** Starts to watch the pipe; returns at once. */
    public static void watch() {
        Thread watcher = new Thread(PipedMain::endWithPipe, "pipe-watcher");
        watcher.setDaemon(true);
        watcher.start();
    }

    private static void run(String main, String[] arguments) throws Exception {
        try {
            Class.forName(main).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static void endWithPipe() {
        try {
            byte[] ignored = new byte[64];
            while (System.in.read(ignored) >= 0) {
                // Nothing is said over the pipe; only its end counts.
            }
        } catch (IOException e) {
            System.err.println("plumbline: the pipe broke (" + e.getMessage() + "), stopping");
        }
        Thread halt = new Thread(PipedMain::haltAfterGrace, "pipe-halt");
        halt.setDaemon(true);
        halt.start();
        System.exit(0);
    }

    private static void haltAfterGrace() {
        try {
            Thread.sleep(Long.getLong(GRACE, 20) * 1000);
        } catch (InterruptedException e) {
            System.err.println("plumbline: interrupted in the grace time, stopping at once");
        }
        Runtime.getRuntime().halt(137);
    }
}
