package dev.plumbline.drift.detect;

import dev.plumbline.drift.reference.Observation;
import dev.plumbline.drift.session.SessionKey;
import dev.plumbline.drift.session.Sessions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Made-up traffic of one feature: topics in a space of 64 dimensions, alike within a topic at about 0.6 and across
 * topics at about 0.1. A session stays on one topic and asks nearly the same several times; sessions interleave.
 */
public final class Traffic {

    public static final int TOPICS = 30;
    private static final int DIMENSIONS = 64;
    private static final int AT_ONCE = 25;

    private final Random random;
    private final double[][] topics;
    private final double[] weights = new double[TOPICS];
    private final int queries;
    private final long gapNano;
    private final List<Session> running = new ArrayList<>();
    private final Sessions sessions = new Sessions(Map.of());
    private long nowNano;
    private int made;
    private int traces;

    private record Session(int number, double[] about, int[] left) {}

    /** @param queries per session; @param gapNano event time between queries */
    public Traffic(long seed, int queries, long gapNano) {
        this.random = new Random(seed);
        this.queries = queries;
        this.gapNano = gapNano;
        double[] common = direction();
        this.topics = new double[TOPICS][];
        for (int t = 0; t < TOPICS; t++) {
            topics[t] = mix(direction(), common, 0.35);
            weights[t] = 1.0 / (t + 3);
        }
        scaleTo(1);
    }

    /** Gives a topic this share; the others keep their proportions. A topic of share 0 at the start is new later. */
    public Traffic share(int topic, double share) {
        weights[topic] = 0;
        scaleTo(1 - share);
        weights[topic] = share;
        return this;
    }

    /** Of the day, UTC. */
    int hour() {
        return (int) (nowNano / 3_600_000_000_000L % 24);
    }

    double share(int topic) {
        return weights[topic];
    }

    /** The next sessions as the service sees them: the first request of each. */
    public List<Observation> sessions(int n) {
        List<Observation> firsts = new ArrayList<>();
        while (firsts.size() < n) {
            Session session = next();
            if (sessions.first(new SessionKey("s" + session.number()), nowNano)) {
                firsts.add(ask(session));
            }
        }
        return firsts;
    }

    /** The next requests, each taken for a session of its own: what must not be done. */
    List<Observation> requests(int n) {
        List<Observation> all = new ArrayList<>();
        while (all.size() < n) {
            all.add(ask(next()));
        }
        return all;
    }

    private Session next() {
        nowNano += gapNano;
        while (running.size() < AT_ONCE) {
            running.add(new Session(made++, noisy(topics[topic()], 0.8), new int[] {queries}));
        }
        int at = random.nextInt(AT_ONCE);
        Session session = running.get(at);
        if (--session.left()[0] == 0) {
            running.remove(at);
        }
        return session;
    }

    private Observation ask(Session session) {
        double[] asked = noisy(session.about(), 0.2);
        float[] vector = new float[DIMENSIONS];
        for (int d = 0; d < DIMENSIONS; d++) {
            vector[d] = (float) asked[d];
        }
        return new Observation(nowNano, "trace-" + traces++, vector);
    }

    private int topic() {
        double at = random.nextDouble();
        for (int t = 0; t < TOPICS; t++) {
            at -= weights[t];
            if (at < 0) {
                return t;
            }
        }
        return 0;
    }

    private void scaleTo(double total) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        for (int t = 0; t < TOPICS; t++) {
            weights[t] *= total / sum;
        }
    }

    /** A unit vector in the neighbourhood; noise has this length before scaling. */
    private double[] noisy(double[] about, double noise) {
        return mix(about, direction(), noise);
    }

    private double[] mix(double[] a, double[] b, double weight) {
        double[] sum = new double[DIMENSIONS];
        for (int d = 0; d < DIMENSIONS; d++) {
            sum[d] = a[d] + weight * b[d];
        }
        return unit(sum);
    }

    private double[] direction() {
        double[] direction = new double[DIMENSIONS];
        for (int d = 0; d < DIMENSIONS; d++) {
            direction[d] = random.nextGaussian();
        }
        return unit(direction);
    }

    private static double[] unit(double[] vector) {
        double square = 0;
        for (double x : vector) {
            square += x * x;
        }
        for (int d = 0; d < vector.length; d++) {
            vector[d] /= Math.sqrt(square);
        }
        return vector;
    }
}
