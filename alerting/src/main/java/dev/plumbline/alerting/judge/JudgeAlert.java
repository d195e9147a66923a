package dev.plumbline.alerting.judge;

import dev.plumbline.alerting.alert.Alert;
import dev.plumbline.alerting.alert.Evidence;
import dev.plumbline.alerting.alert.NewAlert;
import dev.plumbline.contracts.event.JudgeChanged;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The ticket of a judge that answers worse than it did, beside {@code judge_down} for one that does not answer. Its measure
 * is the clearest sign, its findings are all of them in words, its releases name the judge's version.
 */
public final class JudgeAlert {
    public static final String KIND = "judge_degraded";

    private static final String SLOW = "slow";

    private JudgeAlert() {}

    /** What the event's alert is about: a score, as one judge at a time gives it. */
    public static NewAlert.Subject subject(JudgeChanged event) {
        return new NewAlert.Subject(
                event.subject().projectId(),
                event.subject().feature(),
                KIND,
                event.subject().rubric());
    }

    /** @param event with a sign at least */
    public static NewAlert of(JudgeChanged event) {
        JudgeChanged.Sign first = event.signs().get(0);
        JudgeChanged.Share now = first.now();
        JudgeChanged.Evidence evidence = first.evidence();
        return new NewAlert(
                subject(event),
                "ticket",
                event.statement(),
                new Evidence(
                        new Evidence.Measure(
                                now.n(),
                                now.bad(),
                                new Evidence.Share(now.estimate(), now.low(), now.high()),
                                first.limit(),
                                evidence == null ? null : Double.valueOf(evidence.value()),
                                evidence == null ? null : Double.valueOf(evidence.threshold())),
                        "",
                        List.of(),
                        List.of(event.subject().scorer()),
                        List.of(),
                        event.signs().stream().map(JudgeAlert::words).toList(),
                        new Evidence.Period(
                                event.period().sinceNano(), event.period().untilNano())),
                event.period().sinceNano());
    }

    private static String words(JudgeChanged.Sign sign) {
        return String.format(
                Locale.ROOT,
                "%s: %.1f %% of %d (95 %% interval %.1f to %.1f %%), before %.1f %% of %d; up to %.1f %% is fine",
                sign.name(),
                sign.now().estimate() * 100,
                sign.now().n(),
                sign.now().low() * 100,
                sign.now().high() * 100,
                sign.reference().estimate() * 100,
                sign.reference().n(),
                sign.limit() * 100);
    }

    /**
     * Why a score of a feature pages nobody now: the open ticket of its judge. A judge that is only slow says what it always
     * said, and holds nothing back.
     */
    public static Optional<Alert> holding(Collection<Alert> firing, String feature, String score) {
        return firing.stream()
                .filter(alert -> alert.subject().kind().equals(KIND)
                        && alert.subject().feature().equals(feature)
                        && alert.subject().name().equals(score)
                        && !alert.evidence().findings().stream().allMatch(sign -> sign.startsWith(SLOW + ":")))
                .findFirst();
    }
}
