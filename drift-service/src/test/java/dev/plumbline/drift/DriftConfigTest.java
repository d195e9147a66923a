package dev.plumbline.drift;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class DriftConfigTest {

    @Test
    void config_hasItsDefaults() {
        DriftConfig config = map(Map.of("user.home", "/home/ada"));

        assertThat(config.learn()).isEqualTo(400);
        assertThat(config.learnFull()).isEqualTo(1_000);
        assertThat(config.bucket()).isEqualTo(100);
        assertThat(config.lease()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.keepInputs()).isEqualTo(Duration.ofDays(8));
        assertThat(config.keepVectors()).isEqualTo(Duration.ofDays(30));
        assertThat(config.budget().perFourWeeks()).isEqualTo(0.8);
        assertThat(config.budget().first()).isEqualTo(0.001);
        assertThat(config.budget().fastLooks()).isEqualTo(100);
        assertThat(config.budget().cap()).isEqualTo(0.01);
        assertThat(config.order().grace()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.order().settle()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.order().idle()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.embedding().threads()).isEqualTo(1);
        assertThat(config.embedding().batch()).isEqualTo(64);
        assertThat(config.embedding().attempts()).isEqualTo(5);
        assertThat(config.embedding().cacheBytes()).isEqualTo(16 << 20);
        assertThat(config.embedding().folder()).hasToString("/home/ada/.cache/plumbline/native");
    }

    @Test
    void config_readsItsKeys() {
        DriftConfig config = map(Map.of(
                "user.home", "/home/ada",
                "plumbline.drift.learn", "2000",
                "plumbline.drift.keep-inputs", "2d",
                "plumbline.drift.budget.per-four-weeks", "0.1",
                "plumbline.drift.order.grace", "90s",
                "plumbline.drift.embedding.folder", "/var/cache/native"));

        assertThat(config.learn()).isEqualTo(2000);
        assertThat(config.keepInputs()).isEqualTo(Duration.ofDays(2));
        assertThat(config.budget().perFourWeeks()).isEqualTo(0.1);
        assertThat(config.order().grace()).isEqualTo(Duration.ofSeconds(90));
        assertThat(config.embedding().folder()).hasToString("/var/cache/native");
    }

    private static DriftConfig map(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(DriftConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .withDefaultValues(Map.of())
                .addDefaultInterceptors()
                .build()
                .getConfigMapping(DriftConfig.class);
    }
}
