package dev.plumbline.alerting.definition;

import dev.plumbline.alerting.definition.RuleDefinition.Kind;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Every rule that is in force, and which of them a series belongs to. Of one kind the one that names most goes first. */
public final class Definitions {
    /** No rule but what is built in. */
    public static final Definitions NONE = new Definitions(List.of());

    private final List<Version> all;

    public Definitions(List<Version> all) {
        this.all = List.copyOf(all);
    }

    /**
     * A rule in one of its versions.
     *
     * @param source {@code api}, or the name of its file
     * @param endedBy who replaced or removed it; null while it is in force
     */
    public record Version(
            RuleDefinition rule,
            int version,
            String source,
            String changedBy,
            Instant changedAt,
            @Nullable String endedBy) {
        /** What its evidence is about. */
        public String basis() {
            return rule.name() + "/" + version;
        }
    }

    public List<Version> all() {
        return all;
    }

    /** The rule of that name. */
    public Optional<Version> named(int project, String name) {
        return all.stream()
                .filter(one -> one.rule().selector().project() == project
                        && one.rule().name().equals(name))
                .findFirst();
    }

    /** The one rule of a kind that a series belongs to. @param score empty for a rule that is about none */
    public Optional<Version> of(Kind kind, int project, String feature, String score) {
        return all.stream()
                .filter(one ->
                        one.rule().kind() == kind && one.rule().selector().covers(project, feature, score))
                .max(Comparator.comparingInt(one -> one.rule().selector().precision()));
    }

    /** Every rule of the kinds that judge a series beside its objective. */
    public List<Version> beside(int project, String feature, String score) {
        return all.stream()
                .filter(one -> one.rule().kind() == Kind.REFERENCE || one.rule().kind() == Kind.BURN)
                .filter(one -> one.rule().selector().covers(project, feature, score))
                .toList();
    }

    /** Every divergence that a score is one side of. */
    public List<Version> pairs(int project, String feature, String score) {
        return all.stream()
                .filter(one -> one.rule().selector().covers(project, feature, ""))
                .filter(one -> {
                    RuleDefinition.Pair pair = one.rule().scope().pair();
                    return pair != null
                            && (pair.proxy().equals(score) || pair.outcome().equals(score));
                })
                .toList();
    }

    /** Every rule that judges the requests of a feature. */
    public List<Version> measures(int project, String feature) {
        return all.stream()
                .filter(one ->
                        one.rule().kind().isMeasure() && one.rule().selector().covers(project, feature, ""))
                .toList();
    }

    /** @throws BadRuleException when a new rule would judge what another of its kind judges already */
    public void admit(RuleDefinition fresh) throws BadRuleException {
        for (Version known : all) {
            if (fresh.contends(known.rule())) {
                throw new BadRuleException(
                        fresh.name(),
                        fresh.selector().score() == null ? "feature" : "score",
                        "is watched by rule " + known.rule().name() + " in the same way already");
            }
        }
    }
}
