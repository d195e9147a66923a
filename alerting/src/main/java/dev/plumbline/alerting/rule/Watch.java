package dev.plumbline.alerting.rule;

import dev.plumbline.alerting.alert.NewAlert;
import dev.plumbline.alerting.definition.RuleDefinition.Kind;
import dev.plumbline.alerting.quality.QualityRule;

import java.time.Duration;

/**
 * One rule's judging of one score of a feature.
 *
 * @param kind quality, reference or burn
 * @param rule its name; {@code quality} for what is built in
 * @param version of its definition; 0 for what is built in
 * @param mayPage whether it may open more than a ticket
 * @param role whether it judges by itself
 */
public record Watch(
        Kind kind, String rule, int version, String score, boolean mayPage, QualityRule.Settings settings, Role role) {
    /**
     * One side of a divergence, or none.
     *
     * @param isProxy whether it looks for what gets better, and opens nothing
     * @param proxyKey of the state that must be alarmed before this opens; empty when none must
     */
    public record Role(boolean isProxy, String proxyKey) {
        static final Role ALONE = new Role(false, "");
    }

    static final char BETWEEN = '\u001f';

    /** Where its state is kept among those of the feature; of a quality rule the score's name alone. */
    public String key() {
        return kind == Kind.QUALITY || kind.isMeasure() ? score : key(rule, score);
    }

    static String key(String rule, String score) {
        return rule + BETWEEN + score;
    }

    /** The score that a state of that key is about. */
    static String score(String key) {
        return key.substring(key.indexOf(BETWEEN) + 1);
    }

    /** What its alert is about. */
    NewAlert.Subject subject(RuleStore.Feature feature) {
        String name = kind == Kind.QUALITY ? score : kind.isMeasure() ? rule : rule + "/" + score;
        return new NewAlert.Subject(feature.projectId(), feature.name(), kind.text(), name);
    }

    /** What its alert says that bad answers did. */
    String verdict() {
        return switch (kind) {
            case LATENCY -> "took too long";
            case TOKENS -> "used too many tokens";
            case COST -> "cost too much";
            default -> "failed " + score;
        };
    }

    /** How its alert speaks of the time that it looked at. */
    String span() {
        Duration span = Duration.ofMinutes(5L * settings.reach().span());
        if (span.toDays() > 0 && span.equals(Duration.ofDays(span.toDays()))) {
            return span.toDays() == 1 ? "day" : span.toDays() + " days";
        }
        return span.toHours() == 1 ? "hour" : span.toHours() + " hours";
    }
}
