package dev.plumbline.alerting.absence;

import dev.plumbline.alerting.definition.Definitions;
import dev.plumbline.alerting.definition.RuleDefinition;
import dev.plumbline.alerting.definition.RuleDefinition.Kind;
import dev.plumbline.alerting.pause.Pause;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** For how long each score may stay away, by the rules in force, else by the setting; a pause counts as if it had come. */
public final class Expectation {
    private final Definitions definitions;
    private final List<Pause> pauses;
    private final @Nullable Duration otherwise;

    /** @param otherwise for scores without a rule; null to expect nothing of them */
    public Expectation(Definitions definitions, List<Pause> pauses, @Nullable Duration otherwise) {
        this.definitions = definitions;
        this.pauses = pauses;
        this.otherwise = otherwise;
    }

    /** What a score's staying away comes to. @param severity {@code page} or {@code ticket} */
    record Rule(Duration after, String severity) {}

    /** Whether nothing is expected of any score. */
    boolean isEmpty() {
        return otherwise == null && rules().findAny().isEmpty();
    }

    Duration shortest() {
        return Stream.concat(rules().map(rule -> rule.scope().time()), Stream.ofNullable(otherwise))
                .min(Duration::compareTo)
                .orElse(Duration.ofDays(7));
    }

    private Stream<RuleDefinition> rules() {
        return definitions.all().stream().map(Definitions.Version::rule).filter(rule -> rule.kind() == Kind.ABSENCE);
    }

    /** The rule of a score that is away; empty while it is not, or nobody wants to know. */
    Optional<Rule> of(int project, String feature, String score, Instant seenAt, Instant now) {
        Optional<RuleDefinition> written =
                definitions.of(Kind.ABSENCE, project, feature, score).map(Definitions.Version::rule);
        String name = written.map(RuleDefinition::name).orElse(Kind.ABSENCE.text());
        Instant since = pauses.stream()
                .filter(pause -> pause.what().covers(project, name, feature, score))
                .map(Pause::endsAt)
                .reduce(seenAt, (one, other) -> one.isAfter(other) ? one : other);
        return written.map(rule -> new Rule(rule.scope().time(), rule.severity()))
                .or(() -> Optional.ofNullable(otherwise).map(after -> new Rule(after, "ticket")))
                .filter(rule -> since.isBefore(now.minus(rule.after())));
    }
}
