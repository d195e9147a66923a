package dev.plumbline.demo;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Prints lines with the seconds since the start. Control characters from outside become spaces. */
final class Terminal {

    private final PrintStream out;
    private final Clock clock;
    private final Instant started;

    Terminal(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
        this.started = clock.instant();
    }

    synchronized void line(String text) {
        double seconds = Duration.between(started, clock.instant()).toMillis() / 1_000.0;
        out.println(String.format(Locale.ROOT, "%6.1f s  %s", seconds, text.replaceAll("\\p{Cc}", " ")));
    }

    /** A duration for people. */
    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
    }
}
