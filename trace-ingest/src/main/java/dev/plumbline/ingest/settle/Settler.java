package dev.plumbline.ingest.settle;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;

import java.sql.SQLException;

/** Settles whatever is due, every second. */
@Singleton
class Settler {
    private static final int BATCH = 100;

    private final SettleStore store;

    Settler(SettleStore store) {
        this.store = store;
    }

    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void settleDue() throws SQLException, JsonProcessingException {
        int taken;
        do {
            taken = store.settle(BATCH);
        } while (taken == BATCH);
    }
}
