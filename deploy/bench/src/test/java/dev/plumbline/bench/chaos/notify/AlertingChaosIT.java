package dev.plumbline.bench.chaos.notify;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

import static org.assertj.core.api.Assertions.assertThat;

/** The short form of {@code plumbline chaos alerting}. */
class AlertingChaosIT {
    private static final long SEED = 42;

    @Test
    void killsBetweenSendingAndMarking_breakNoPromise() throws Exception {
        Path root = Path.of(System.getProperty("plumbline.root"));
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

        assertThat(new AlertingChaos(root, true, SEED, Clock.systemUTC(), out).run())
                .isTrue();
    }
}
