package dev.plumbline.evaluator.health;

import dev.plumbline.contracts.query.Parameters;
import dev.plumbline.evaluator.estimate.Proportion.Rate;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Judges by version and feature: what they were like, and whether they have got worse; those first. */
@Path("/api/v1/evaluation/judges")
class JudgeHealthResource {
    private final HealthStore store;

    JudgeHealthResource(HealthStore store) {
        this.store = store;
    }

    /** @param next always null: more than 500 are not listed */
    record Page(List<JudgeHealth> items, @Nullable String next) {}

    @GET
    @Blocking
    public Page judges(
            @QueryParam("project") @Nullable String project, @QueryParam("feature") @Nullable String feature) {
        int number = Parameters.number("project", project, 1, 1, Integer.MAX_VALUE);
        return new Page(
                store.list(number, Parameters.text("feature", feature)).stream()
                        .map(JudgeHealth::of)
                        .toList(),
                null);
    }

    /**
     * How a judge version stands on a feature, as the API shows it.
     *
     * @param state {@code degraded} when one sign is, else {@code learning} while one that is watched is, else {@code ok}
     * @param signs that anything is known of
     */
    record JudgeHealth(Series judge, String state, Instant lastAt, List<Item> signs) {
        private static final String LEARNING = "learning";
        private static final String DEGRADED = "degraded";
        private static final String OK = "ok";

        /**
         * @param reference the share when it was learned, or as far as it is known
         * @param limit the largest share that is fine; null while learning
         * @param now the share since it got worse; null while it is not worse
         * @param sinceNano when that began, as far as known, nanoseconds since the Unix epoch; null while it is not worse
         * @param evidence what was bet on its getting worse has become, and what it has to reach; null for labels
         */
        record Item(
                String sign,
                String state,
                Rate reference,
                @Nullable Double limit,
                @Nullable Rate now,
                @Nullable Long sinceNano,
                @Nullable Evidence evidence) {}

        record Evidence(double value, double threshold) {}

        static JudgeHealth of(HealthStore.Standing standing) {
            List<Item> items = new ArrayList<>();
            for (Sign sign : Sign.values()) {
                Watched answers = standing.known().answers().get(sign.wire());
                LabelWatch labels = standing.known().labels().get(sign.wire());
                if (answers != null) {
                    items.add(item(sign, answers));
                } else if (labels != null) {
                    LabelWatch.Found found = labels.found();
                    if (found != null) {
                        items.add(item(sign, found));
                    }
                }
            }
            String state = Arrays.asList(DEGRADED, LEARNING).stream()
                    .filter(one -> items.stream().anyMatch(item -> item.state().equals(one)))
                    .findFirst()
                    .orElse(OK);
            return new JudgeHealth(standing.series(), state, standing.lastAt(), items);
        }

        private static Item item(Sign sign, Watched known) {
            Watched.Alarm alarm = known.alarm();
            Watched.Learned learned = known.learned();
            return new Item(
                    sign.wire(),
                    alarm != null ? DEGRADED : learned.limit() == null ? LEARNING : OK,
                    HealthEvents.rate(learned.n(), learned.bad()),
                    learned.limit(),
                    alarm == null
                            ? null
                            : HealthEvents.rate(alarm.run().n(), alarm.run().bad()),
                    alarm == null ? null : Long.valueOf(alarm.run().sinceNano()),
                    alarm == null
                            ? new Evidence(known.wager().value(), known.threshold())
                            : new Evidence(alarm.value(), alarm.threshold()));
        }

        private static Item item(Sign sign, LabelWatch.Found found) {
            return new Item(
                    sign.wire(),
                    found.worse() ? DEGRADED : OK,
                    found.reference(),
                    found.limit(),
                    found.now(),
                    found.worse() ? Long.valueOf(found.sinceNano()) : null,
                    null);
        }
    }
}
