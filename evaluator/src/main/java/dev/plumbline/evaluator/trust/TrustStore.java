package dev.plumbline.evaluator.trust;

import dev.plumbline.evaluator.estimate.Agreement;
import dev.plumbline.evaluator.estimate.Labelled;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is known of judges, as of at most {@code plumbline.trust.refresh} ago, to mark their scores with. */
@Singleton
public class TrustStore {
    private final LabelledStore labels;
    private final TrustConfig config;
    private final Clock clock;
    private final Map<Key, Known> known = new ConcurrentHashMap<>();

    TrustStore(LabelledStore labels, TrustConfig config, Clock clock) {
        this.labels = labels;
        this.config = config;
        this.clock = clock;
    }

    private record Key(int project, String rubric, String scorer) {}

    private record Known(boolean mayGate, Instant until) {}

    /** Whether scores of this scorer may gate or page. */
    public boolean mayGate(int project, String rubric, String scorer) {
        if (!Trust.isJudge(scorer)) {
            return true;
        }
        Key key = new Key(project, rubric, scorer);
        Instant now = clock.instant();
        Known last = known.get(key);
        if (last == null || !now.isBefore(last.until())) {
            last = new Known(trust(project, rubric, scorer).mayGate(), now.plus(config.refresh()));
            known.put(key, last);
        }
        return last.mayGate();
    }

    /** As it is now. */
    public Trust trust(int project, String rubric, String scorer) {
        List<Labelled> labelled = labels.labelled(project, rubric, null).stream()
                .filter(row -> row.scorer().equals(scorer))
                .map(LabelledStore.Row::labelled)
                .toList();
        return Trust.of(scorer, Agreement.of(labelled), config.labelsNeeded());
    }
}
