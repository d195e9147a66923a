package dev.plumbline.alerting.definition;

import dev.plumbline.alerting.definition.RuleDefinition.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

class DefinitionTextTest {
    private static final String FILE = """
            rules:
            - name: support-grounded
              kind: quality
              feature: support
              score: grounded
              objective: 0.05
              slices: [release, app.plan]
              hold: 10m
              minimumScores: 30
            - {name: worse-than-last-week, kind: reference, project: 2, window: 7d, drop: 0.02}
            - {name: budget, kind: burn, score: grounded, objective: 0.04, window: 3d, pace: 2}
            - {name: silent, kind: absence, after: 1h30m, severity: page}
            - {name: goodhart, kind: divergence, proxy: helpful, outcome: resolved}
            - {name: slow, kind: latency, limit: 1s500ms, sample: 0.1}
            - {name: large-findings, kind: drift, minimumShare: 0.1}
            """;

    @Test
    void everyKind_isReadWithItsFields() throws Exception {
        List<RuleDefinition> rules = DefinitionText.parseFile(FILE);

        assertThat(rules)
                .extracting(RuleDefinition::kind)
                .containsExactly(
                        Kind.QUALITY,
                        Kind.REFERENCE,
                        Kind.BURN,
                        Kind.ABSENCE,
                        Kind.DIVERGENCE,
                        Kind.LATENCY,
                        Kind.DRIFT);
        assertThat(rules)
                .extracting(RuleDefinition::severity)
                .containsExactly("page", "page", "ticket", "page", "ticket", "ticket", "ticket");
        RuleDefinition quality = rules.get(0);
        assertThat(quality.selector()).isEqualTo(new RuleDefinition.Selector(1, "support", "grounded"));
        assertThat(quality.limits()).isEqualTo(new RuleDefinition.Limits(0.05, null, null, 30));
        assertThat(quality.scope())
                .isEqualTo(new RuleDefinition.Scope(
                        List.of("release", "app.plan"), Duration.ofMinutes(10), Duration.ZERO, 0));
        assertThat(rules.get(1).selector().project()).isEqualTo(2);
        assertThat(rules.get(2).scope().amount()).isEqualTo(2);
        assertThat(rules.get(3).scope().time()).isEqualTo(Duration.ofMinutes(90));
        assertThat(rules.get(5).scope().measure()).isEqualTo(new RuleDefinition.Measure(1500, 0.1, 0, 0));
    }

    @Test
    void jsonAndYaml_meanTheSame() throws Exception {
        RuleDefinition json = DefinitionText.parseOne(
                "{\"name\": \"a\", \"kind\": \"burn\", \"objective\": 0.05, \"threshold\": 1e4}");
        RuleDefinition yaml = DefinitionText.parseOne("name: a\nkind: burn\nobjective: 0.05\nthreshold: 10000\n");

        assertThat(json.means(yaml)).isTrue();
        assertThat(json.means(DefinitionText.parseOne("{name: a, kind: burn, objective: 0.06}")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "objective|name: x, kind: quality, objective: 1.5",
                "objective|name: x, kind: quality, objective: -0.1",
                "objective|name: x, kind: quality, objective: much",
                "objective|name: x, kind: burn",
                "objektive|name: x, kind: quality, objektive: 0.1",
                "proxy|name: x, kind: divergence, outcome: resolved",
                "proxy|name: x, kind: divergence, outcome: a, proxy: a",
                "limit|name: x, kind: latency",
                "limit|name: x, kind: latency, limit: 3",
                "inputPrice|name: x, kind: cost, limit: 3",
                "sample|name: x, kind: tokens, limit: 3, sample: 0",
                "after|name: x, kind: absence",
                "after|name: x, kind: absence, after: soon",
                "after|name: x, kind: absence, after: 1s",
                "window|name: x, kind: reference, window: 36h",
                "pace|name: x, kind: quality, pace: 2",
                "score|name: x, kind: drift, score: grounded",
                "severity|name: x, kind: drift, severity: page",
                "severity|name: x, kind: burn, objective: 0.1, severity: page",
                "severity|name: x, kind: quality, severity: loud",
                "kind|name: x, kind: magic",
                "kind|name: x",
                "name|name: no spaces, kind: quality",
                "name|name: quality, kind: quality",
                "slices|name: x, kind: quality, slices: release",
                "slices|name: x, kind: quality, slices: [release=1]",
                "minimumScores|name: x, kind: quality, minimumScores: 1.5",
                "project|name: x, kind: quality, project: 0",
                "hold|name: x, kind: quality, hold: 2d"
            })
    void fault_namesRuleAndField(String field, String rule) {
        assertThatThrownBy(() -> DefinitionText.parseFile("rules: [{" + rule + "}]"))
                .asInstanceOf(type(BadRuleException.class))
                .satisfies(e -> {
                    assertThat(e.field()).isEqualTo(field);
                    assertThat(e.sentence()).contains("rule ").contains(field);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rules", "rules: 7", "rules: [\n", "rules: []\nother: 1", "- name: x", "rules: [7]"})
    void fileOfAnotherForm_isRefused(String text) {
        assertThatThrownBy(() -> DefinitionText.parseFile(text)).isInstanceOf(BadRuleException.class);
    }

    @Test
    void nameThatIsThereTwice_isRefused() {
        assertThatThrownBy(() -> DefinitionText.parseFile(
                        "rules: [{name: x, kind: quality}, {name: x, kind: burn, objective: 0.1}]"))
                .hasMessageContaining("twice");
    }

    @Test
    void seriesBelongsToTheRuleThatNamesMost() throws Exception {
        Definitions rules = new Definitions(List.of(
                version("{name: all, kind: quality}"),
                version("{name: of-score, kind: quality, score: grounded}"),
                version("{name: of-feature, kind: quality, feature: support}"),
                version("{name: of-both, kind: quality, feature: support, score: grounded}"),
                version("{name: elsewhere, kind: quality, feature: support, score: grounded, project: 2}")));

        assertThat(name(rules, "support", "grounded")).isEqualTo("of-both");
        assertThat(name(rules, "support", "polite")).isEqualTo("of-feature");
        assertThat(name(rules, "sales", "grounded")).isEqualTo("of-score");
        assertThat(name(rules, "sales", "polite")).isEqualTo("all");
        assertThatThrownBy(() -> rules.admit(DefinitionText.parseOne("{name: again, kind: quality, feature: support}")))
                .hasMessageContaining("of-feature");
    }

    private static String name(Definitions rules, String feature, String score) {
        return rules.of(Kind.QUALITY, 1, feature, score).orElseThrow().rule().name();
    }

    private static Definitions.Version version(String text) throws BadRuleException {
        return new Definitions.Version(DefinitionText.parseOne(text), 1, "api", "ada", Instant.EPOCH, null);
    }
}
