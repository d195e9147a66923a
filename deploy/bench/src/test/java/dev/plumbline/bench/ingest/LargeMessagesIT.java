package dev.plumbline.bench.ingest;

import dev.plumbline.bench.stand.Stand;
import dev.plumbline.bench.stand.StandSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The small form of {@code plumbline bench memory}: a quarter of the bytes on a third of the heap. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargeMessagesIT {
    private static final int BYTES = 16 * 1024 * 1024;

    private Stand stand;
    private LargeMessages messages;

    @BeforeAll
    void start() throws IOException {
        messages = new LargeMessages(BYTES, Clock.systemUTC());
        stand = Stand.start(new StandSettings(
                Path.of(System.getProperty("plumbline.root")),
                List.of(
                        "-Xmx176m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Dplumbline.otlp.max-message-bytes=" + BYTES,
                        "-Dplumbline.otlp.max-bytes-in-flight=" + 2 * BYTES,
                        "-Dplumbline.otlp.max-bytes-decoding=" + BYTES / 2)));
    }

    @AfterAll
    void stop() {
        stand.close();
    }

    @ParameterizedTest
    @CsvSource({"true, false", "true, true", "false, false", "false, true"})
    void manyLargestMessagesAtOnce_areStoredOrToldToComeAgain(boolean grpc, boolean gzip) throws Exception {
        LargeMessages.Ends ends = messages.send(stand, grpc, gzip, 20);

        assertThat(ends.alive()).as("%s", ends).isTrue();
        assertThat(ends.refused() + ends.lost() + ends.missing()).as("%s", ends).isZero();
        assertThat(ends.stored()).as("%s", ends).isPositive();
    }
}
