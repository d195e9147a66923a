package dev.plumbline.evaluator.labels;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Draws scored requests for reviewers, each with a known probability, so that labels estimate the scorer's mistakes in
 * all traffic without bias. Half of the draw is of the scorer's failures and half of the rest, since both kinds of
 * mistake must be seen. Within a half, the probability is proportional to the request's weight: then all that is drawn
 * weighs alike, which is what makes few labels say much.
 *
 * <p>Method: systematic sampling with unequal probabilities from a random order (Hartley and Rao 1962), which draws a
 * fixed number and keeps the probabilities exact. A request whose share would pass 1 is taken for certain. A pure function
 * of the seed and the requests.
 */
public final class LabelDraw {
    private static final double FRACTION = 0x1p-53;

    private LabelDraw() {}

    /**
     * A request that may be drawn.
     *
     * @param key names it; no two share one
     * @param weight how many requests it stands for, above 0
     * @param fail whether the scorer says that it failed
     */
    public record Candidate(String key, double weight, boolean fail) {}

    /** @param probability of being drawn, above 0 and up to 1 */
    public record Drawn(Candidate candidate, double probability) {}

    /** @param wanted how many; all of them when there are no more */
    public static List<Drawn> draw(String seed, List<Candidate> candidates, int wanted) {
        List<Candidate> fails = candidates.stream().filter(Candidate::fail).toList();
        List<Candidate> others = candidates.stream().filter(one -> !one.fail()).toList();
        int ofFails = Math.min(fails.size(), Math.max(wanted / 2, wanted - others.size()));
        List<Drawn> drawn = new ArrayList<>(systematic(seed + "|fail", fails, ofFails));
        drawn.addAll(systematic(seed + "|pass", others, Math.min(others.size(), wanted - ofFails)));
        return drawn;
    }

    private static List<Drawn> systematic(String seed, List<Candidate> candidates, int wanted) {
        record Ordered(Candidate candidate, double place) {}
        List<Candidate> rest = new ArrayList<>(candidates);
        List<Drawn> drawn = new ArrayList<>();
        takeCertain(rest, drawn, wanted);
        int left = wanted - drawn.size();
        double total = rest.stream().mapToDouble(Candidate::weight).sum();
        List<Ordered> order = rest.stream()
                .map(candidate -> new Ordered(candidate, uniform(seed + '|' + candidate.key())))
                .sorted(Comparator.comparingDouble(Ordered::place)
                        .thenComparing(one -> one.candidate().key()))
                .toList();
        double next = uniform(seed);
        double sum = 0;
        for (Ordered one : order) {
            double probability = left * one.candidate().weight() / total;
            sum += probability;
            if (sum > next && drawn.size() < wanted) {
                drawn.add(new Drawn(one.candidate(), Math.min(1, probability)));
                next++;
            }
        }
        return drawn;
    }

    private static void takeCertain(List<Candidate> rest, List<Drawn> drawn, int wanted) {
        boolean again = true;
        while (again && drawn.size() < wanted) {
            int left = wanted - drawn.size();
            double total = rest.stream().mapToDouble(Candidate::weight).sum();
            List<Candidate> certain =
                    rest.stream().filter(one -> left * one.weight() >= total).toList();
            certain.forEach(one -> drawn.add(new Drawn(one, 1)));
            rest.removeAll(certain);
            again = !certain.isEmpty();
        }
    }

    /** In [0, 1), from the text alone. */
    private static double uniform(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return (ByteBuffer.wrap(digest).getLong() >>> 11) * FRACTION;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
