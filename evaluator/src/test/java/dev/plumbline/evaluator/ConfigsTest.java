package dev.plumbline.evaluator;

import dev.plumbline.evaluator.sampling.PolicyPlan;
import dev.plumbline.evaluator.sampling.SamplingConfig;
import dev.plumbline.evaluator.sampling.SamplingPolicy;
import dev.plumbline.evaluator.sampling.Stratum;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class ConfigsTest {
    @Test
    void evaluator_hasItsDefaults() {
        EvaluatorConfig config = map(EvaluatorConfig.class, Map.of("java.io.tmpdir", "/tmp"));

        assertThat(config.workers()).isEqualTo(2);
        assertThat(config.batch()).isEqualTo(50);
        assertThat(config.lease()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.attempts()).isEqualTo(5);
        assertThat(config.poll()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.relay()).isEqualTo(Duration.ofMillis(250));
        assertThat(config.keepScoreDays()).isEqualTo(90);
        assertThat(config.keepJobs()).isEqualTo(Duration.ofDays(7));
        assertThat(config.embeddingFolder()).hasToString("/tmp/plumbline-embedding");
    }

    @Test
    void sampling_hasItsDefaults_andStrataByFeatureAndAttribute() {
        SamplingPolicy usual = policy(Map.of());
        assertThat(usual.rate()).isEqualTo(0.1);
        assertThat(usual.strata()).isEmpty();
        assertThat(usual.draw()).isEqualTo(new SamplingPolicy.Draw(1, "plumbline", SamplingPolicy.Unit.TRACE));
        assertThat(usual.rules()).isEqualTo(new SamplingPolicy.Rules(true, true, 20));

        SamplingPolicy own = policy(Map.of(
                "plumbline.sampling.rates.\"support.assistant\"", "0.5",
                "plumbline.sampling.policy-version", "3",
                "plumbline.sampling.unit", "session",
                "plumbline.sampling.strata.\"paying\".when.\"app.plan\"", "pro",
                "plumbline.sampling.strata.\"paying\".weight", "4"));
        assertThat(own.draw()).isEqualTo(new SamplingPolicy.Draw(3, "plumbline", SamplingPolicy.Unit.SESSION));
        assertThat(own.strata())
                .extracting(Stratum::name, Stratum::when, Stratum::rate)
                .containsExactly(
                        tuple("feature=support.assistant", Map.of("feature", "support.assistant"), 0.5),
                        tuple("paying", Map.of("app.plan", "pro"), 0.4));
    }

    private static SamplingPolicy policy(Map<String, String> values) {
        return new PolicyPlan(map(SamplingConfig.class, values)).policy(1, List.of(), Optional.empty());
    }

    private static <T> T map(Class<T> type, Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .addDefaultInterceptors()
                .withMapping(type)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(type);
    }
}
