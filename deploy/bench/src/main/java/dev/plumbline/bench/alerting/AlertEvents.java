package dev.plumbline.bench.alerting;

import dev.plumbline.contracts.event.DriftChanged;
import dev.plumbline.contracts.event.EventHeader;
import dev.plumbline.contracts.event.ScoreRecorded;
import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.RequestRef;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Events that open an alert and end it: a drift finding with one event each, a rule with scores of past steps. Scores of a
 * feature come in order of event time; an objective of 5 % is taken for granted.
 */
public final class AlertEvents {
    public static final String SCORE = "grounded";

    /** The feature of every finding. */
    public static final String DRIFTING = "assistant";

    /** What alerting must be told to watch. */
    public static final String OBJECTIVE = "plumbline.alerting.objective." + SCORE + "=0.05";

    private static final long STEP = Duration.ofMinutes(5).toNanos();
    private static final long FIRST = Instant.parse("2026-03-01T00:00:00Z").getEpochSecond() * 1_000_000_000L;
    private static final int LOST = 40;
    private static final int GOOD_IN_A_STEP = 15;

    /** The loss lies an hour and more before the steps in which all is well. */
    private static final List<Integer> GOOD_STEPS = List.of(14, 15, 16, 17);

    private static final int LAST_STEP = 20;

    private AlertEvents() {}

    /** @param change {@code opened} or {@code closed} */
    public static DriftChanged drift(String finding, String change) {
        return new DriftChanged(
                header(finding + " " + change),
                finding,
                change,
                new DriftChanged.Subject(1, DRIFTING, "new_cluster", "c-1", "recall, helmet", "input"),
                new DriftChanged.Evidence(
                        FIRST, FIRST + 12 * STEP, 200, null, new DriftChanged.Interval(0.1, 0.07, 0.15), 0.0001),
                List.of("0af7651916cd43dd8448eb211c80319c"),
                "A new cluster holds 10 % of 200 sessions.");
    }

    /** A step in which every answer failed, but for {@link #decisive} what opens the rule's page. */
    public static List<ScoreRecorded> loss(String feature) {
        List<ScoreRecorded> scores = new ArrayList<>();
        for (int i = 0; i < LOST; i++) {
            scores.add(score(feature, i, FIRST + i * 1_000_000L, true));
        }
        return scores;
    }

    /** The later score that closes the step of the loss. */
    public static ScoreRecorded decisive(String feature) {
        return score(feature, LOST, FIRST + 2 * STEP, false);
    }

    /** Enough good steps, an hour later, to end the page, and the later score that closes the last of them. */
    public static List<ScoreRecorded> recovery(String feature) {
        List<ScoreRecorded> scores = new ArrayList<>();
        int number = LOST + 1;
        for (int step : GOOD_STEPS) {
            for (int i = 0; i < GOOD_IN_A_STEP; i++) {
                scores.add(score(feature, number++, FIRST + step * STEP + i * 1_000_000L, false));
            }
        }
        scores.add(score(feature, number, FIRST + LAST_STEP * STEP, false));
        return scores;
    }

    /** When a step begins, counted from that of the loss, in nanoseconds since the Unix epoch. */
    static long at(int step) {
        return FIRST + step * STEP;
    }

    /** The number that alerting gives a step. */
    static long number(int step) {
        return at(step) / STEP;
    }

    static ScoreRecorded score(String feature, int number, long atNano, boolean bad) {
        String trace = UUID.nameUUIDFromBytes((feature + " " + number).getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
        return new ScoreRecorded(
                header(trace),
                new RequestRef(1, trace, "00000000000000ff"),
                new Origin(feature, "1.0", null, null, null),
                new ScoreRecorded.Score(SCORE, "grounded/1", bad ? 0.0 : 1.0, bad ? "fail" : "pass", null),
                new ScoreRecorded.Sampling(1, "all", 1),
                atNano,
                Map.of());
    }

    private static EventHeader header(String id) {
        return new EventHeader(id, Instant.ofEpochSecond(FIRST / 1_000_000_000L));
    }
}
