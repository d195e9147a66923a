package dev.plumbline.alerting.rule;

import dev.plumbline.alerting.AlertingConfig;
import dev.plumbline.alerting.definition.Definitions;
import dev.plumbline.alerting.definition.RuleDefinition;
import dev.plumbline.alerting.definition.RuleDefinition.Kind;
import dev.plumbline.alerting.detect.Recent;
import dev.plumbline.alerting.detect.Step;
import dev.plumbline.alerting.pause.Pause;
import dev.plumbline.alerting.quality.QualityRule;
import dev.plumbline.alerting.quality.Reference;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Who judges which score, by the rules in force, the settings and the pauses. */
public final class Watches {
    private static final double MOST_OBJECTIVE = 0.9;
    /** Names of verdicts about requests begin so. */
    private static final List<String> MEASURES = Arrays.stream(Kind.values())
            .filter(Kind::isMeasure)
            .map(kind -> kind.text() + ":")
            .toList();

    private static final Duration STEP = Duration.ofNanos(Step.NANOS);

    private final Definitions definitions;
    private final List<Pause> pauses;
    private final AlertingConfig config;
    private final Instant now;

    public Watches(Definitions definitions, List<Pause> pauses, AlertingConfig config, Instant now) {
        this.definitions = definitions;
        this.pauses = pauses;
        this.config = config;
        this.now = now;
    }

    /** The rule of the score's objective, written or built in, and those beside it. */
    public List<Watch> allOf(RuleStore.Feature feature, String score) {
        if (MEASURES.stream().anyMatch(score::startsWith)) {
            return definitions.measures(feature.projectId(), feature.name()).stream()
                    .filter(version -> version.rule().verdicts().equals(score))
                    .map(version -> watch(version, score))
                    .toList();
        }
        List<Watch> all = new ArrayList<>();
        all.add(definitions
                .of(Kind.QUALITY, feature.projectId(), feature.name(), score)
                .map(version -> watch(version, score))
                .orElseGet(() -> new Watch(
                        Kind.QUALITY,
                        Kind.QUALITY.text(),
                        0,
                        score,
                        true,
                        new QualityRule.Settings(
                                config.objectives().get(score),
                                config.learnFrom(),
                                config.threshold(),
                                config.minimumScores()),
                        Watch.Role.ALONE)));
        definitions
                .beside(feature.projectId(), feature.name(), score)
                .forEach(version -> all.add(watch(version, score)));
        definitions
                .pairs(feature.projectId(), feature.name(), score)
                .forEach(version -> all.add(watch(version, score)));
        return all;
    }

    /** Whose state a key of the feature is; empty when its rule is in force no more. */
    public Optional<Watch> of(RuleStore.Feature feature, String key) {
        return of(feature, Watch.score(key), key);
    }

    private Optional<Watch> of(RuleStore.Feature feature, String score, String key) {
        return allOf(feature, score).stream()
                .filter(watch -> watch.key().equals(key))
                .findFirst();
    }

    private Watch watch(Definitions.Version version, String score) {
        RuleDefinition rule = version.rule();
        RuleDefinition.Limits limits = rule.limits();
        Double objective = limits.objective();
        Reference reference = null;
        int span = Recent.STEPS;
        switch (rule.kind()) {
            case QUALITY -> objective = objective == null ? config.objectives().get(score) : objective;
            case LATENCY, TOKENS, COST -> {}
            case REFERENCE, DIVERGENCE ->
                reference = new Reference(
                        (int) rule.scope().time().toDays(), rule.scope().amount());
            default -> {
                double budget = objective == null ? 0 : objective;
                objective = Math.min(MOST_OBJECTIVE, budget * rule.scope().amount());
                span = steps(rule.scope().time());
            }
        }
        List<String> slices = rule.scope().slices();
        RuleDefinition.Pair pair = rule.scope().pair();
        boolean isProxy = pair != null && pair.proxy().equals(score);
        if (isProxy && reference != null) {
            reference = reference.ofGood();
        }
        QualityRule.Settings settings = new QualityRule.Settings(
                objective,
                limits.learnFrom() == null ? config.learnFrom() : limits.learnFrom(),
                limits.threshold() == null ? config.threshold() : limits.threshold(),
                limits.minimumScores() == null ? config.minimumScores() : limits.minimumScores(),
                new QualityRule.Reach(
                        slices == null ? null : new TreeSet<>(slices),
                        steps(rule.scope().hold()),
                        span,
                        reference,
                        version.basis()));
        return new Watch(
                rule.kind(),
                rule.name(),
                version.version(),
                score,
                rule.severity().equals("page"),
                isProxy ? settings.silent() : settings,
                pair == null
                        ? Watch.Role.ALONE
                        : new Watch.Role(isProxy, isProxy ? "" : Watch.key(rule.name(), pair.proxy())));
    }

    private static int steps(Duration time) {
        return (int) ((time.toMillis() + STEP.toMillis() - 1) / STEP.toMillis());
    }

    /** Whether a rule with all of its series judges nothing of a step. */
    boolean isPaused(RuleStore.Feature feature, Watch watch, long step) {
        return pauses.stream().anyMatch(pause -> pause.what().slice() == null && holds(pause, feature, watch, step));
    }

    /** The series of a rule that judge nothing of a step. */
    Set<String> pausedSeries(RuleStore.Feature feature, Watch watch, long step) {
        Set<String> keys = new HashSet<>();
        for (Pause pause : pauses) {
            String slice = pause.what().slice();
            if (slice != null && holds(pause, feature, watch, step)) {
                keys.add(slice);
            }
        }
        return keys;
    }

    private boolean holds(Pause pause, RuleStore.Feature feature, Watch watch, long step) {
        return pause.what().covers(feature.projectId(), watch.rule(), feature.name(), watch.score())
                && pause.holds(
                        Instant.EPOCH.plusNanos(step * Step.NANOS), Instant.EPOCH.plusNanos(Step.end(step)), now);
    }
}
