package dev.plumbline.evaluator.scores;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;

import java.time.Clock;

/** Drops days of scores that are kept no longer. */
@Singleton
class ScoreSweeper {
    private final ScoreStore scores;
    private final Clock clock;

    ScoreSweeper(ScoreStore scores, Clock clock) {
        this.scores = scores;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "3m", concurrentExecution = ConcurrentExecution.SKIP)
    void sweep() {
        scores.dropOldDays(clock.instant());
    }
}
