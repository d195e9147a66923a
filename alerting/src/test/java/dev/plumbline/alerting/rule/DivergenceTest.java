package dev.plumbline.alerting.rule;

import dev.plumbline.alerting.AlertingConfig;
import dev.plumbline.alerting.definition.BadRuleException;
import dev.plumbline.alerting.definition.DefinitionText;
import dev.plumbline.alerting.definition.Definitions;
import dev.plumbline.alerting.detect.Batch;
import dev.plumbline.alerting.quality.QualityRule.Outcome.Change;
import dev.plumbline.alerting.quality.RuleState;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/** The proxy gets better and the outcome worse: only both together are told. */
class DivergenceTest {
    private static final int DAY = 288;
    private static final RuleStore.Feature FEATURE = new RuleStore.Feature(1, "support");

    private final Random random = new Random(7);

    private Map<String, Map<String, Batch>> scores(double failed) {
        int bad = 0;
        for (int i = 0; i < 20; i++) {
            bad += random.nextDouble() < failed ? 1 : 0;
        }
        Map<String, Batch> batches = new LinkedHashMap<>();
        batches.put(RuleState.WHOLE, Batch.of(20, bad));
        return Map.of("scorer/1", batches);
    }

    /** Three days as usual, then one with other failed shares; the steps in which the divergence opens. */
    private List<Walk.Moved> opened(double proxy, double outcome) throws BadRuleException {
        Definitions rules = new Definitions(List.of(new Definitions.Version(
                DefinitionText.parseOne("{name: goodhart, kind: divergence, proxy: helpful, outcome: resolved}"),
                1,
                "api",
                "ada",
                Instant.EPOCH,
                null)));
        AlertingConfig config = new SmallRyeConfigBuilder()
                .withMapping(AlertingConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .build()
                .getConfigMapping(AlertingConfig.class);
        List<Walk.Moved> opened = new ArrayList<>();
        Walk<RuntimeException> walk =
                new Walk<>(FEATURE, new Watches(rules, List.of(), config, Instant.EPOCH), new Walk.Follower<>() {
                    @Override
                    public RuleState follow(Walk.Moved moved) {
                        if (moved.watch().rule().equals("goodhart")
                                && moved.outcome().change() == Change.OPENED) {
                            opened.add(moved);
                        }
                        return moved.outcome().state();
                    }

                    @Override
                    public boolean leavesOut(Watch watch, boolean paused) {
                        return false;
                    }
                });
        TreeMap<Long, StepStore.Closed> steps = new TreeMap<>();
        for (long step = 0; step < 4 * DAY; step++) {
            boolean usual = step < 3 * DAY;
            steps.put(
                    step,
                    new StepStore.Closed(
                            Map.of("helpful", scores(usual ? 0.2 : proxy), "resolved", scores(usual ? 0.1 : outcome))));
        }
        walk.over(new TreeMap<>(), steps, 0, 4 * DAY);
        return opened;
    }

    @Test
    void proxyUpAndOutcomeDown_opensOnce() throws Exception {
        List<Walk.Moved> opened = opened(0.03, 0.3);

        assertThat(opened).hasSize(1);
        assertThat(opened.get(0).step()).isBetween(3L * DAY, 3L * DAY + 100);
        assertThat(opened.get(0).watch().score()).isEqualTo("resolved");
        assertThat(opened.get(0).proxy()).isNotNull();
    }

    @Test
    void oneOfTheTwoAlone_opensNothing() throws Exception {
        assertThat(opened(0.2, 0.3)).as("the outcome alone").isEmpty();
        assertThat(opened(0.03, 0.1)).as("the proxy alone").isEmpty();
        assertThat(opened(0.4, 0.3)).as("both worse").isEmpty();
        assertThat(opened(0.03, 0.02)).as("both better").isEmpty();
    }
}
