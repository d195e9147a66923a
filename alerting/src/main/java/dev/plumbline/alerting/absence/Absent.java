package dev.plumbline.alerting.absence;

import dev.plumbline.alerting.alert.Evidence;
import dev.plumbline.alerting.alert.NewAlert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A score that has stopped coming. While other scores of the feature come, its judge is to blame, else nothing is known of
 * the feature at all.
 */
record Absent(int projectId, String feature, String score, Instant seenAt, boolean othersCome) {
    static final String NO_DATA = "no_data";
    static final String JUDGE_DOWN = "judge_down";

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    NewAlert alert(Expectation.Rule rule, Instant now) {
        String statement = othersCome
                ? feature + ": no " + score + " since " + seenAt + ", though other scores come. Its scorer is down."
                : feature + ": no score of any kind for " + words(rule.after()) + "; " + score + " last came at "
                        + seenAt + ".";
        return new NewAlert(
                subject(othersCome ? JUDGE_DOWN : NO_DATA),
                rule.severity(),
                statement + " Whether answers are good is not known.",
                new Evidence(
                        new Evidence.Measure(0, null, new Evidence.Share(0, 0, 1), null, null, null),
                        "",
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new Evidence.Period(nano(seenAt), nano(now))),
                nano(seenAt));
    }

    NewAlert.Subject subject(String kind) {
        return new NewAlert.Subject(projectId, feature, kind, score);
    }

    private static String words(Duration duration) {
        return duration.toMinutes() > 0 ? duration.toMinutes() + " minutes" : duration.toSeconds() + " seconds";
    }

    static long nano(Instant moment) {
        return moment.getEpochSecond() * NANOS_PER_SECOND + moment.getNano();
    }
}
