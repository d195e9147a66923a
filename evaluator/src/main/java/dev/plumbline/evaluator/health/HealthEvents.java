package dev.plumbline.evaluator.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.plumbline.contracts.event.EventHeader;
import dev.plumbline.contracts.event.JudgeChanged;
import dev.plumbline.contracts.event.Topics;
import dev.plumbline.evaluator.estimate.Proportion;
import dev.plumbline.evaluator.estimate.Proportion.Rate;
import dev.plumbline.tracestore.outbox.Outbox;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the bus is told when a series gets worse, worse in another respect, or as it was. */
final class HealthEvents {
    static final String OTHER_VERSION = " Another version of the judge answers now.";

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private HealthEvents() {}

    /** Nothing when it is as bad as before. @param why added to the sentence of a recovery */
    static List<Outbox.Event> of(Series series, Known before, Known after, Instant now, String why) {
        Set<Sign> was = before.worse();
        Set<Sign> worse = after.worse();
        if (was.equals(worse)) {
            return List.of();
        }
        String change = worse.isEmpty() ? "recovered" : was.isEmpty() ? "degraded" : "grown";
        List<JudgeChanged.Sign> signs =
                worse.stream().map(sign -> sign(sign, after)).toList();
        long since = worse.stream().mapToLong(sign -> since(sign, after)).min().orElse(nano(now));
        JudgeChanged event = new JudgeChanged(
                new EventHeader(UUID.randomUUID().toString(), now),
                change,
                new JudgeChanged.Subject(series.projectId(), series.feature(), series.rubric(), series.scorer()),
                new JudgeChanged.Period(since, nano(now)),
                signs,
                statement(series, worse, signs) + why);
        return List.of(new Outbox.Event(
                Topics.JUDGES, series.projectId() + "/" + series.feature() + "/" + series.rubric(), json(event)));
    }

    static JudgeChanged.Sign sign(Sign sign, Known known) {
        Watched answers = known.answers().get(sign.wire());
        if (answers != null && answers.alarm() != null) {
            Watched.Alarm alarm = answers.alarm();
            Watched.Learned learned = answers.learned();
            return new JudgeChanged.Sign(
                    sign.wire(),
                    share(alarm.run().n(), alarm.run().bad()),
                    share(learned.n(), learned.bad()),
                    Objects.requireNonNull(learned.limit()),
                    new JudgeChanged.Evidence(alarm.value(), alarm.threshold()));
        }
        LabelWatch.Found found =
                Objects.requireNonNull(known.labels().get(sign.wire())).found();
        return new JudgeChanged.Sign(
                sign.wire(), share(Objects.requireNonNull(found).now()), share(found.reference()), found.limit(), null);
    }

    private static long since(Sign sign, Known known) {
        Watched answers = known.answers().get(sign.wire());
        if (answers != null && answers.alarm() != null) {
            return answers.alarm().run().sinceNano();
        }
        return Objects.requireNonNull(
                        Objects.requireNonNull(known.labels().get(sign.wire())).found())
                .sinceNano();
    }

    private static String statement(Series series, Set<Sign> worse, List<JudgeChanged.Sign> signs) {
        String judge = series.feature() + ": the judge of " + series.rubric() + " (" + series.scorer() + ")";
        if (worse.isEmpty()) {
            return judge + " judges as it did when it was learned.";
        }
        JudgeChanged.Sign first = signs.get(0);
        return judge + " "
                + worse.stream().map(Sign::words).collect(Collectors.joining(", "))
                + String.format(
                        Locale.ROOT,
                        " than it did: %s %.1f %% of %d (95 %% interval %.1f to %.1f %%), before %.1f %% of %d.",
                        first.name().replace('_', ' '),
                        first.now().estimate() * 100,
                        first.now().n(),
                        first.now().low() * 100,
                        first.now().high() * 100,
                        first.reference().estimate() * 100,
                        first.reference().n())
                + (worse.stream().anyMatch(Sign::bars) ? " What it says of quality is not relied on." : "");
    }

    private static JudgeChanged.Share share(long n, long bad) {
        return new JudgeChanged.Share(
                n,
                bad,
                rate(n, bad).estimate(),
                rate(n, bad).low(),
                rate(n, bad).high());
    }

    private static JudgeChanged.Share share(Rate rate) {
        return new JudgeChanged.Share(
                rate.n(), Math.round(rate.estimate() * rate.n()), rate.estimate(), rate.low(), rate.high());
    }

    /** Of nothing anything is possible. */
    static Rate rate(long n, long bad) {
        return n == 0 ? new Rate(0, 0, 1, 0, 0) : Proportion.of(n, bad);
    }

    static long nano(Instant at) {
        return at.getEpochSecond() * NANOS_PER_SECOND + at.getNano();
    }

    private static byte[] json(@Nullable Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
