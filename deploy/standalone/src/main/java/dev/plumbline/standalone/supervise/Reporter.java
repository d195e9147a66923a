package dev.plumbline.standalone.supervise;

import dev.plumbline.standalone.plan.PartName;
import dev.plumbline.standalone.state.PartState;
import dev.plumbline.standalone.state.Phase;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Says in lines for a person what happens to the parts: while they start, and whenever something is not as usual. */
public final class Reporter {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final PrintWriter out;
    private final Clock clock;
    private final Instant begin;
    private boolean up;

    public Reporter(PrintWriter out, Clock clock) {
        this.out = out;
        this.clock = clock;
        this.begin = clock.instant();
    }

    /** From now on every line bears the time. */
    public synchronized void up() {
        up = true;
    }

    public synchronized void notice(PartName part, String text) {
        line(part, text);
    }

    public synchronized void changed(PartState before, PartState after) {
        if (before.phase() == after.phase()) {
            return;
        }
        switch (after.phase()) {
            case READY ->
                line(after.part(), after.restarts() > 0 || before.phase() == Phase.UNREADY ? "ready again" : "ready");
            case UNREADY, RESTARTING, FAILED -> line(after.part(), after.note());
            case STOPPED -> line(after.part(), "stopped");
            case WAITING, STARTING -> {
                // Every part does that; only what comes of it is news.
            }
        }
        out.flush();
    }

    private void line(PartName part, String text) {
        String when = up ? TIME.format(clock.instant()) : seconds(Duration.between(begin, clock.instant()));
        out.println("  " + when + "  " + String.format(Locale.ROOT, "%-14s", part.text()) + " " + text);
        out.flush();
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%5.1f s", time.toMillis() / 1000.0);
    }
}
