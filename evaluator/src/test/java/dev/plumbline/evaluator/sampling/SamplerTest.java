package dev.plumbline.evaluator.sampling;

import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.SpanStatus;
import dev.plumbline.evaluator.sampling.SamplingPolicy.Draw;
import dev.plumbline.evaluator.sampling.SamplingPolicy.Rules;
import dev.plumbline.evaluator.sampling.SamplingPolicy.Unit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class SamplerTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @Test
    void draw_ofAKnownTrace_neverChanges() {
        Sampler sampler = new Sampler(policy(1, 0.5, true));

        // The first 53 bits of what sha256sum says of "1|plumbline|0af7651916cd43dd8448eb211c80319c": 2197bb041d6601...
        assertThat(sampler.draw(TRACE)).isEqualTo(0.1312214741750708);
        assertThat(new Sampler(policy(1, 0.9, false)).draw(TRACE)).isEqualTo(sampler.draw(TRACE));
        assertThat(new Sampler(policy(2, 0.5, true)).draw(TRACE)).isNotEqualTo(sampler.draw(TRACE));
    }

    @Property(tries = 30)
    void rate_isHitWithinBinomialBounds(
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double rate,
            @ForAll @IntRange(min = 1, max = 1_000_000) int version) {
        // given
        int n = 20_000;
        Sampler sampler = new Sampler(policy(version, rate, false));
        Random ids = new Random(version);

        // when
        int chosen = 0;
        for (int i = 0; i < n; i++) {
            chosen += sampler.decide(subject(traceId(ids), "a", SpanStatus.OK)).chosen() ? 1 : 0;
        }

        // then: five standard deviations, one false alarm in some 60,000 runs of this property
        assertThat((double) chosen).isCloseTo(n * rate, within(5 * Math.sqrt(n * rate * (1 - rate)) + 1));
    }

    @Property(tries = 200)
    void higherRate_keepsWhatALowerOneChose(
            @ForAll @DoubleRange(min = 0, max = 1) double one,
            @ForAll @DoubleRange(min = 0, max = 1) double other,
            @ForAll long seed) {
        String traceId = traceId(new Random(seed));

        boolean low = decide(Math.min(one, other), traceId, SpanStatus.OK).chosen();
        boolean high = decide(Math.max(one, other), traceId, SpanStatus.OK).chosen();

        assertThat(!low || high).isTrue();
    }

    @Test
    void sameTrace_alwaysHasTheSameDecision() {
        Random ids = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            String traceId = traceId(ids);
            assertThat(decide(0.3, traceId, SpanStatus.ERROR)).isEqualTo(decide(0.3, traceId, SpanStatus.ERROR));
        }
    }

    /**
     * Invariant 5: over many draws (policy versions) of one fixed population, with strata sampled at unequal rates and
     * errors always scored, the mean of the inverse-weighted estimates is the truth.
     */
    @Test
    void inverseWeightedMean_overManyDraws_isTheTruth() {
        // given: features at 2 % to 100 %, failing at different rates, and errors that fail far more often
        Map<String, Double> rates = Map.of("rare", 0.5, "busy", 0.02, "all", 1.0);
        Random random = new Random(20_260_101);
        List<Item> population =
                random.ints(3_000, 0, 10).mapToObj(kind -> item(kind, random)).toList();
        double truth = population.stream().filter(Item::fails).count();

        // when
        int draws = 1_500;
        double sum = 0;
        double squares = 0;
        for (int version = 1; version <= draws; version++) {
            Sampler sampler = new Sampler(new SamplingPolicy(version, "salt", 0.1, rates, true));
            double estimate = estimate(population, sampler);
            sum += estimate;
            squares += estimate * estimate;
        }

        // then: within four standard errors of the mean
        double mean = sum / draws;
        double error = Math.sqrt((squares / draws - mean * mean) / draws);
        assertThat(mean).isCloseTo(truth, within(4 * error));
        assertThat(4 * error / truth).as("the test can tell 5 % of bias").isLessThan(0.05);
    }

    @Test
    void errorThatTheDrawChose_isMarkedByItsRate_soThatEstimatesKeepIt() {
        assertThat(decide(0.999999, TRACE, SpanStatus.ERROR))
                .isEqualTo(new SamplingDecision(true, 0.999999, "rate", 1));
        assertThat(decide(0, TRACE, SpanStatus.ERROR)).isEqualTo(new SamplingDecision(true, 1, "rule:error", 1, 0));
        assertThat(decide(0, TRACE, SpanStatus.OK)).isEqualTo(new SamplingDecision(false, 0, "none", 1));
        assertThat(decide(1, TRACE, SpanStatus.ERROR)).isEqualTo(new SamplingDecision(true, 1, "all", 1));
    }

    @Test
    void policy_refusesWhatIsNoRate_byName() {
        assertThatThrownBy(() -> new SamplingPolicy(1, "s", 0.1, Map.of("chat", 1.5), true))
                .hasMessageContaining("chat");
        assertThatThrownBy(() -> new SamplingPolicy(1, "s", Double.NaN, Map.of(), true))
                .hasMessageContaining("rate");
        assertThatThrownBy(() -> new SamplingPolicy(0, "s", 0.1, Map.of(), true))
                .hasMessageContaining("version");
    }

    private record Item(String traceId, String feature, SpanStatus status, boolean fails) {}

    private static Item item(int kind, Random random) {
        String feature = kind == 0 ? "rare" : kind < 8 ? "busy" : kind == 8 ? "other" : "all";
        boolean error = random.nextDouble() < 0.05;
        boolean fails = random.nextDouble() < (error ? 0.9 : kind == 0 ? 0.4 : 0.1);
        return new Item(traceId(random), feature, error ? SpanStatus.ERROR : SpanStatus.OK, fails);
    }

    /** As the summary does it: what a rule chose is left out. */
    private static double estimate(List<Item> population, Sampler sampler) {
        double total = 0;
        for (Item item : population) {
            SamplingDecision decision = sampler.decide(subject(item.traceId(), item.feature(), item.status()));
            if (decision.chosen() && !decision.reason().startsWith(SamplingDecision.RULE) && item.fails()) {
                total += 1 / decision.probability();
            }
        }
        return total;
    }

    private static SamplingDecision decide(double rate, String traceId, SpanStatus status) {
        return new Sampler(policy(1, rate, true)).decide(subject(traceId, "feature", status));
    }

    @Test
    void sessions_areDrawnWhole_whereThatIsAsked() {
        // given: 2,000 sessions of 5 requests
        SamplingPolicy policy =
                new SamplingPolicy(1, new Draw(1, "s", Unit.SESSION), 0.3, List.of(), new Rules(false, false, 0));
        Sampler sampler = new Sampler(policy);
        Random ids = new Random(5);

        // when
        int whole = 0;
        int none = 0;
        for (int session = 0; session < 2_000; session++) {
            int chosen = 0;
            for (int i = 0; i < 5; i++) {
                Origin origin = new Origin("a", null, null, "session " + session, null);
                chosen += sampler.decide(new Subject(traceId(ids), origin, SpanStatus.OK, Map.of()))
                                .chosen()
                        ? 1
                        : 0;
            }
            whole += chosen == 5 ? 1 : 0;
            none += chosen == 0 ? 1 : 0;
        }

        // then
        assertThat(whole + none).isEqualTo(2_000);
        assertThat(whole).isBetween(500, 700);
    }

    @Test
    void theStratumWithMostConditions_counts_andTheDrawIsItsOwnOnlyByRate() {
        Stratum free = new Stratum("free", Map.of("app.plan", "free"), 0.5, "");
        Stratum freeInTheEu = new Stratum("free in the eu", Map.of("app.plan", "free", "region", "eu"), 1, "");
        Stratum errors = new Stratum("errors", Map.of("status", "ERROR"), 0.25, "");
        Sampler sampler = new Sampler(new SamplingPolicy(
                7, new Draw(1, "s", Unit.TRACE), 0.1, List.of(free, freeInTheEu, errors), new Rules(false, false, 0)));

        assertThat(explain(sampler, SpanStatus.OK, Map.of("app.plan", "free", "region", "eu"))
                        .stratum())
                .isEqualTo(freeInTheEu);
        assertThat(explain(sampler, SpanStatus.OK, Map.of("app.plan", "free")).stratum())
                .isEqualTo(free);
        assertThat(explain(sampler, SpanStatus.ERROR, Map.of()).stratum()).isEqualTo(errors);
        Explanation rest = explain(sampler, SpanStatus.OK, Map.of());
        assertThat(rest.stratum().name()).isEqualTo(Stratum.REST);
        assertThat(rest.decision())
                .isEqualTo(new SamplingDecision(
                        rest.draw() < 0.1, 0.1, rest.decision().reason(), 7));
        assertThat(rest.sentence()).startsWith("the trace draws 0.").contains("takes what is below 0.1000");
    }

    private static Explanation explain(Sampler sampler, SpanStatus status, Map<String, String> attributes) {
        return sampler.explain(new Subject(TRACE, new Origin("a", null, null, "s", null), status, attributes));
    }

    private static Subject subject(String traceId, String feature, SpanStatus status) {
        return new Subject(traceId, new Origin(feature, null, null, null, null), status, Map.of());
    }

    private static SamplingPolicy policy(int version, double rate, boolean errorsAlways) {
        return new SamplingPolicy(version, "plumbline", rate, Map.of(), errorsAlways);
    }

    private static String traceId(Random random) {
        return String.format("%016x%016x", random.nextLong(), random.nextLong());
    }
}
