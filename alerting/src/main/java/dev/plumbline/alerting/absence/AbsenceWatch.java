package dev.plumbline.alerting.absence;

import dev.plumbline.alerting.AlertingConfig;
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
    private final Optional<Duration> after;

    AbsenceWatch(AbsenceStore store, AlertingConfig config) {
        this.store = store;
        this.after = config.noDataAfter();
    }

    @Scheduled(every = "5s", delayed = "6s", concurrentExecution = ConcurrentExecution.SKIP)
    void watch() throws SQLException {
        boolean more = true;
        while (more) {
            more = store.endOne();
        }
        more = after.isPresent();
        while (more) {
            more = store.raiseOne(after.get());
        }
    }
}
