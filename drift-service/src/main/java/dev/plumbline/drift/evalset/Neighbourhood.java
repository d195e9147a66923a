package dev.plumbline.drift.evalset;

import dev.plumbline.drift.cluster.Similarities;
import dev.plumbline.drift.reference.Observation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The cases around each session; kept for the latest sessions, since looks ask again. Not safe for several threads. */
final class Neighbourhood {

    /** Sessions of two longest windows. */
    private static final int KEPT = 2_000;

    /** Texts as like as this are the same text. */
    private static final double SAME = 0.99999;

    private final Similarities cases;
    private final double within;
    private final Map<String, Near> kept = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Near> eldest) {
            return size() > KEPT;
        }
    };

    /** @param within least similarity of a case that covers a session */
    Neighbourhood(List<EvaluationCase> cases, double within) {
        this.cases = new Similarities(cases.stream().map(EvaluationCase::vector).toList());
        this.within = within;
    }

    /**
     * @param similarity to the nearest case
     * @param cases indices of those that cover the session
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Near(double similarity, int[] cases) {

        boolean covered() {
            return cases.length > 0;
        }

        /** Whether a case asks this word for word. */
        boolean same() {
            return similarity >= SAME;
        }
    }

    Near of(Observation session) {
        return kept.computeIfAbsent(session.traceId(), id -> near(session.vector()));
    }

    Near near(float[] vector) {
        float[] similarities = cases.to(vector);
        double most = -1;
        for (float similarity : similarities) {
            most = Math.max(most, similarity);
        }
        return new Near(
                most,
                IntStream.range(0, similarities.length)
                        .filter(i -> similarities[i] >= within)
                        .toArray());
    }
}
