package dev.plumbline.evaluator.sampling;

import dev.plumbline.evaluator.sampling.PolicyPlan.Volume;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PolicyPlanTest {
    private static final Map<String, String> BY_PLAN =
            Map.of("plumbline.sampling.by", "app.plan", "plumbline.sampling.rate", "0.02");

    @Test
    void rareValue_isRaisedToItsFloor_andAFrequentOneIsNot() {
        SamplingPolicy policy = plan(BY_PLAN)
                .policy(1, List.of(plan("free", 99_000), plan("pro", 900), plan("trial", 20)), Optional.empty());

        assertThat(rate(policy, "app.plan=free")).isEqualTo(0.02);
        assertThat(rate(policy, "app.plan=pro")).isCloseTo(50.0 / 900, within(1e-12));
        assertThat(rate(policy, "app.plan=trial")).isEqualTo(1);
    }

    @Test
    void riskWeight_multipliesTheRate_upToAll() {
        PolicyPlan plan = plan(Map.of(
                "plumbline.sampling.rate", "0.1",
                "plumbline.sampling.strata.\"a\".when.\"region\"", "eu",
                "plumbline.sampling.strata.\"a\".weight", "4",
                "plumbline.sampling.strata.\"b\".when.\"region\"", "us",
                "plumbline.sampling.strata.\"b\".weight", "40",
                "plumbline.sampling.strata.\"c\".when.\"region\"", "cn",
                "plumbline.sampling.strata.\"c\".floor-per-day", "30"));

        SamplingPolicy policy =
                plan.policy(1, List.of(new Volume(Map.of("region", "cn", "feature", "a"), 100)), Optional.empty());

        assertThat(rate(policy, "a")).isCloseTo(0.4, within(1e-12));
        assertThat(rate(policy, "b")).isEqualTo(1);
        assertThat(rate(policy, "c")).isCloseTo(0.3, within(1e-12));
        assertThat(plan.attributes()).containsExactly("region");
    }

    @Test
    void learnedRate_staysWhileItIsAboutRight_soThatVersionsAreFew() {
        PolicyPlan plan = plan(BY_PLAN);
        SamplingPolicy first = plan.policy(1, List.of(plan("pro", 900)), Optional.empty());

        SamplingPolicy second = plan.policy(2, List.of(plan("pro", 1_000)), Optional.of(first));
        SamplingPolicy third = plan.policy(3, List.of(plan("pro", 1_500)), Optional.of(first));

        assertThat(second.decidesAs(first)).isTrue();
        assertThat(third.decidesAs(first)).isFalse();
        assertThat(rate(third, "app.plan=pro")).isCloseTo(50.0 / 1_500, within(1e-12));
    }

    @Test
    void ofVeryManyValues_theRarestHaveStrata() {
        List<Volume> day = new ArrayList<>(
                IntStream.rangeClosed(1, 500).mapToObj(i -> plan("v" + i, i)).toList());

        SamplingPolicy policy = plan(BY_PLAN).policy(1, day, Optional.empty());

        assertThat(policy.strata()).hasSize(PolicyPlan.MOST_VALUES);
        assertThat(policy.strata()).anyMatch(stratum -> stratum.name().equals("app.plan=v1"));
    }

    private static Volume plan(String plan, long requests) {
        return new Volume(Map.of("app.plan", plan), requests);
    }

    private static double rate(SamplingPolicy policy, String name) {
        return policy.strata().stream()
                .filter(stratum -> stratum.name().equals(name))
                .findFirst()
                .orElseThrow()
                .rate();
    }

    private static PolicyPlan plan(Map<String, String> values) {
        return new PolicyPlan(new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .addDefaultInterceptors()
                .withMapping(SamplingConfig.class)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(SamplingConfig.class));
    }
}
