package dev.plumbline.bench.alerting.simulate;

import dev.plumbline.alerting.detect.Tally;
import dev.plumbline.alerting.quality.QualityRule;
import dev.plumbline.alerting.quality.RuleState;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Plumbline's rule with its shipped settings, and what others would use. Those count scores, each as one. */
enum Rules {
    PLUMBLINE("Plumbline", world -> new Shipped(world)),
    MEAN("mean of 1 h > objective", world -> new MeanRule(world.objectiveOfOthers())),
    STOCK("burn rate 14.4x and 6x", world -> new BurnRule(world.objectiveOfOthers(), 14.4, 6)),
    SCALED("burn rate 3x and 2x", world -> new BurnRule(world.objectiveOfOthers(), 3, 2)),
    WITHOUT_RESTART("e-process that never restarts", world -> new WithoutRestart(world.objectiveOfOthers()));

    /** Fewer scores than this in the long window are no reason to page. */
    private static final int LEAST = 10;

    private final String text;
    private final Function<World, Rule> maker;

    Rules(String text, Function<World, Rule> maker) {
        this.text = text;
        this.maker = maker;
    }

    String text() {
        return text;
    }

    Rule in(World world) {
        return maker.apply(world);
    }

    /** The real one: detector, last hour, learning, slices. */
    private static final class Shipped implements Rule {
        private final QualityRule rule;
        private RuleState state = RuleState.START;

        Shipped(World world) {
            rule = new QualityRule(new QualityRule.Settings(world.objective(), 200, 1e4, 20));
        }

        @Override
        public boolean fires(Closed step) {
            state = rule.advanceBy(
                            state, step.step(), step.series().isEmpty() ? Map.of() : Map.of("bench/1", step.series()))
                    .state();
            return state.firing();
        }
    }

    /** The one that everybody writes first. */
    private static final class MeanRule implements Rule {
        private final double objective;
        private final Windows windows = new Windows();

        MeanRule(double objective) {
            this.objective = objective;
        }

        @Override
        public boolean fires(Closed step) {
            windows.add(step);
            return windows.count(12) >= LEAST && windows.share(12) > objective;
        }
    }

    /** Two pairs of windows, each of which must burn: 1 h with 5 min, 6 h with 30 min ("The Site Reliability Workbook"). */
    private static final class BurnRule implements Rule {
        private final double fast;
        private final double slow;
        private final Windows windows = new Windows();

        BurnRule(double objective, double fast, double slow) {
            this.fast = fast * objective;
            this.slow = slow * objective;
        }

        @Override
        public boolean fires(Closed step) {
            windows.add(step);
            return burns(12, 1, fast) || burns(72, 6, slow);
        }

        private boolean burns(int wide, int narrow, double limit) {
            return windows.count(wide) >= LEAST && windows.share(wide) >= limit && windows.share(narrow) >= limit;
        }
    }

    /** Evidence since ever, which good times use up. */
    private static final class WithoutRestart implements Rule {
        private static final List<Double> BETS = List.of(1.25, 1.5, 2.0, 3.0, 4.0, 6.0, 10.0);
        private static final double THRESHOLD = 1_000;
        private final double objective;
        private final double[] wealth = new double[BETS.size()];

        WithoutRestart(double objective) {
            this.objective = objective;
        }

        @Override
        public boolean fires(Closed step) {
            Tally tally = step.whole().tally();
            double sum = 0;
            for (int i = 0; i < wealth.length; i++) {
                double share = Math.min(0.95, BETS.get(i) * objective);
                wealth[i] += tally.bad() * Math.log(share / objective)
                        + (tally.n() - tally.bad()) * Math.log((1 - share) / (1 - objective));
                sum += Math.exp(Math.min(600, wealth[i]));
            }
            return sum / wealth.length >= THRESHOLD;
        }
    }
}
