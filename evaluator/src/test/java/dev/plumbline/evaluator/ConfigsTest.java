package dev.plumbline.evaluator;

import dev.plumbline.evaluator.sampling.SamplingConfig;
import dev.plumbline.evaluator.sampling.SamplingPolicy;
import dev.plumbline.evaluator.scoring.ScoringInput.OutputContract;
import dev.plumbline.evaluator.work.ScoringConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

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
    void sampling_hasItsDefaults_andRatesByFeature() {
        assertThat(map(SamplingConfig.class, Map.of()).policy())
                .isEqualTo(new SamplingPolicy(1, "plumbline", 0.1, Map.of(), true));
        assertThat(map(
                                SamplingConfig.class,
                                Map.of(
                                        "plumbline.sampling.rates.\"support.assistant\"", "0.5",
                                        "plumbline.sampling.policy-version", "3"))
                        .policy())
                .isEqualTo(new SamplingPolicy(3, "plumbline", 0.1, Map.of("support.assistant", 0.5), true));
    }

    @Test
    void scoring_hasADefaultLength_andContractsByFeature() {
        ScoringConfig config = map(
                ScoringConfig.class,
                Map.of(
                        "plumbline.scoring.contracts.\"chat\".max-chars", "800",
                        "plumbline.scoring.contracts.\"chat\".json", "true"));

        assertThat(config.contract("chat")).isEqualTo(new OutputContract(null, 800, true));
        assertThat(config.contract("other")).isEqualTo(new OutputContract(null, 20_000, false));
        assertThat(map(ScoringConfig.class, Map.of("plumbline.scoring.max-chars", ""))
                        .contract("other"))
                .isEqualTo(OutputContract.NONE);
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
