package dev.plumbline.bench.chaos;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

import static org.assertj.core.api.Assertions.assertThat;

/** The short form of {@code plumbline chaos ingest}. */
class IngestChaosIT {

    @Test
    void killsOfEveryServer_breakNoPromise() throws Exception {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

        assertThat(new IngestChaos(Path.of(System.getProperty("plumbline.root")), true, Clock.systemUTC(), out).run())
                .isTrue();
    }
}
