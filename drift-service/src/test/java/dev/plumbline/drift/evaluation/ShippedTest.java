package dev.plumbline.drift.evaluation;

import dev.plumbline.drift.DriftConfig;
import dev.plumbline.drift.concept.ConceptDetector;
import dev.plumbline.drift.evalset.EvaluationDetector;
import dev.plumbline.drift.stat.AlphaBudget;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class ShippedTest {

    @Test
    void whatIsEvaluated_isWhatIsShipped() {
        DriftConfig config = new SmallRyeConfigBuilder()
                .withMapping(DriftConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(Map.of("user.home", "/home/ada"), "test", 100))
                .addDefaultInterceptors()
                .build()
                .getConfigMapping(DriftConfig.class);
        DriftConfig.Budget budget = config.budget();

        assertThat(Shipped.LEARN).isEqualTo(config.learn());
        assertThat(Shipped.LEARN_FULL).isEqualTo(config.learnFull());
        assertThat(Shipped.BUCKET).isEqualTo(config.bucket());
        assertThat(Shipped.BUDGET)
                .isEqualTo(new AlphaBudget(budget.perFourWeeks(), budget.first(), budget.fastLooks(), budget.cap())
                        .part(1 - ConceptDetector.BUDGET - EvaluationDetector.BUDGET));
    }
}
