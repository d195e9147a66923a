package dev.plumbline.ingest.truth;

import dev.plumbline.ingest.Pulse;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import java.sql.SQLException;
import java.time.Duration;

/** Joins whatever is due, twice a second. */
@Singleton
class Joiner {
    private static final Duration PERIOD = Duration.ofMillis(500);

    private final JoinStore store;
    private final Pulse pulse = new Pulse("joiner", PERIOD, this::joinDue);

    Joiner(JoinStore store) {
        this.store = store;
    }

    void start(@Observes StartupEvent event) {
        pulse.start();
    }

    void stop(@Observes ShutdownEvent event) {
        pulse.close();
    }

    private void joinDue() throws SQLException {
        int looked;
        do {
            looked = store.joinDue();
        } while (looked > 0 && pulse.beats());
    }
}
