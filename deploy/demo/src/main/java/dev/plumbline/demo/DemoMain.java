package dev.plumbline.demo;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Starts the demo application; {@code --help} says how. */
public final class DemoMain {

    private static final int WRONG_OPTION = 2;

    private DemoMain() {}

    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        Options options;
        try {
            options = Options.parse(List.of(arguments), Path.of(System.getProperty("java.io.tmpdir")));
        } catch (IllegalArgumentException e) {
            System.err.println("demo: " + e.getMessage());
            System.err.println();
            System.err.print(Options.USAGE);
            System.exit(WRONG_OPTION);
            return;
        }
        Clock clock = Clock.systemUTC();
        Pause pause = new Pause(clock);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endCleanly(pause, ended), "end"));
        int code;
        try {
            code = new Demo(options, new Terminal(System.out, clock), clock, pause).run();
        } finally {
            ended.countDown();
        }
        System.exit(code);
    }

    /** After Ctrl-C: stops waiting and lets the last spans go out. */
    private static void endCleanly(Pause pause, CountDownLatch ended) {
        pause.stop();
        try {
            boolean unused = ended.await(15, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
