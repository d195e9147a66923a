package dev.plumbline.ingest.settle;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.plumbline.ingest.Pulse;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import java.sql.SQLException;
import java.time.Duration;

/** Settles whatever is due, four times a second. */
@Singleton
class Settler {
    private static final int BATCH = 100;
    private static final Duration PERIOD = Duration.ofMillis(250);

    private final SettleStore store;
    private final Pulse pulse = new Pulse("settler", PERIOD, this::settleDue);

    Settler(SettleStore store) {
        this.store = store;
    }

    void start(@Observes StartupEvent event) {
        pulse.start();
    }

    void stop(@Observes ShutdownEvent event) {
        pulse.close();
    }

    private void settleDue() throws SQLException, JsonProcessingException {
        int taken;
        do {
            taken = store.settle(BATCH);
        } while (taken == BATCH && pulse.beats());
    }
}
