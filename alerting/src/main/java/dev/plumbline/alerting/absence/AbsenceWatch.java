package dev.plumbline.alerting.absence;

import dev.plumbline.alerting.AlertingConfig;
import dev.plumbline.alerting.definition.DefinitionStore;
import dev.plumbline.alerting.pause.PauseStore;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Looks for scores that have stayed away, where that is asked for. */
@Singleton
class AbsenceWatch {
    private final AbsenceStore store;
    private final DefinitionStore definitions;
    private final PauseStore pauses;
    private final Optional<Duration> after;

    AbsenceWatch(AbsenceStore store, DefinitionStore definitions, PauseStore pauses, AlertingConfig config) {
        this.store = store;
        this.definitions = definitions;
        this.pauses = pauses;
        this.after = config.noDataAfter();
    }

    @Scheduled(every = "5s", delayed = "6s", concurrentExecution = ConcurrentExecution.SKIP)
    void watch() throws SQLException {
        boolean more = true;
        while (more) {
            more = store.endOne();
        }
        Expectation expectation = new Expectation(definitions.inForce(), pauses.recent(), after.orElse(null));
        if (!expectation.isEmpty()) {
            store.raise(expectation);
        }
    }
}
