package dev.plumbline.evaluator.estimate;

import java.util.HashMap;
import java.util.Map;

/** Adds requests up, first by session and then over sessions, for {@link Proportion} and {@link Mean}. Not thread-safe. */
public final class SessionSums {
    private final Map<String, double[]> sessions = new HashMap<>();
    private long n;
    private double squaredWeights;

    /**
     * @param session requests that share it may be alike
     * @param weight how many requests this one stands for, above 0
     * @param hit whether it is of what is counted
     */
    public void add(String session, double weight, boolean hit) {
        add(session, weight, hit ? 1.0 : 0.0);
    }

    /**
     * For {@link Mean}.
     *
     * @param value 0 to 1
     */
    public void add(String session, double weight, double value) {
        double[] sums = sessions.computeIfAbsent(session, name -> new double[2]);
        sums[0] += weight * value;
        sums[1] += weight;
        squaredWeights += weight * weight;
        n++;
    }

    public Proportion.Sums sums() {
        double w = 0;
        double hits = 0;
        double a2 = 0;
        double b2 = 0;
        double ab = 0;
        for (double[] session : sessions.values()) {
            hits += session[0];
            w += session[1];
            a2 += session[0] * session[0];
            b2 += session[1] * session[1];
            ab += session[0] * session[1];
        }
        return new Proportion.Sums(n, sessions.size(), w, hits, new Proportion.Squares(squaredWeights, b2, a2, ab));
    }
}
