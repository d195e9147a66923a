package dev.plumbline.drift.evalset;

import dev.plumbline.drift.evalset.twosample.Projection;
import dev.plumbline.drift.evalset.twosample.TwoSample;
import dev.plumbline.drift.reference.Observation;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The two-sample test between sessions and the cases of one set, along the directions in which the reference differs.
 * Cases are often taken from the reference: those sessions have no say in the directions, which would else fit the cases
 * better than any later session. Not safe for several threads.
 */
final class TellingApart {

    /** A set is called unlike traffic when the lower end of the area under the curve lies here or above. */
    static final double UNLIKE = 0.7;

    /** Sessions that are wanted. */
    private static final int FEWEST_SESSIONS = 100;

    private static final int MOST_CASES = 500;

    private final Projection directions;
    private final List<Observation> held;
    private final List<double[]> cases;
    private final int apartFrom;
    private @Nullable TwoSample inReference;

    TellingApart(Ground ground, Neighbourhood near, List<EvaluationCase> cases) {
        List<float[]> others = ground.reference().all().stream()
                .filter(vector -> !near.near(vector).same())
                .toList();
        this.apartFrom = others.size();
        this.directions = Projection.of(others.isEmpty() ? ground.reference().all() : others);
        this.held = ground.reference().held().stream()
                .filter(session -> !near.near(session.vector()).same())
                .toList();
        this.cases = spread(cases).stream()
                .map(one -> directions.features(one.vector()))
                .toList();
    }

    int cases() {
        return cases.size();
    }

    boolean possible(List<Observation> sessions) {
        return sessions.size() >= FEWEST_SESSIONS
                && cases.size() >= TwoSample.FEWEST
                && apartFrom >= FEWEST_SESSIONS
                && held.size() >= TwoSample.FEWEST;
    }

    /** Sessions are the first sample. */
    TwoSample of(List<Observation> sessions) {
        return TwoSample.of(
                sessions.stream()
                        .map(session -> directions.features(session.vector()))
                        .toList(),
                cases);
    }

    /** The same for the counted half of the reference, but for what was taken from it. */
    TwoSample inReference() {
        if (inReference == null) {
            inReference = of(held);
        }
        return inReference;
    }

    private static List<EvaluationCase> spread(List<EvaluationCase> cases) {
        int most = Math.min(MOST_CASES, cases.size());
        List<EvaluationCase> spread = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            spread.add(cases.get((int) ((long) i * cases.size() / most)));
        }
        return spread;
    }
}
