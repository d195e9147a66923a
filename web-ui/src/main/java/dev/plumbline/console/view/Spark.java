package dev.plumbline.console.view;

import java.util.List;
import java.util.Locale;

/**
 * Small bars over time as two SVG paths in a box of {@link #WIDTH} by {@link #HEIGHT}: all of them, and the bad ones in
 * front.
 *
 * @param all path data of the bars
 * @param bad path data of their bad part
 * @param words what the picture says
 */
public record Spark(String all, String bad, String words) {
    public static final int WIDTH = 144;
    public static final int HEIGHT = 24;
    private static final double LEAST = 1.5;

    /**
     * @param all what happened in each bucket, oldest first
     * @param bad how much of it was bad
     * @param bucket the length of a bucket in words
     */
    public static Spark of(List<Long> all, List<Long> bad, String bucket) {
        long highest = all.stream().mapToLong(Long::longValue).max().orElse(0);
        String words = highest == 0
                ? "nothing in this time"
                : "at most " + Amount.count(highest) + " per " + bucket + ", latest "
                        + Amount.count(all.get(all.size() - 1));
        return new Spark(path(all, highest), path(bad, highest), words);
    }

    private static String path(List<Long> values, long highest) {
        StringBuilder path = new StringBuilder();
        double step = (double) WIDTH / Math.max(1, values.size());
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) > 0) {
                double height = Math.max(LEAST, (double) HEIGHT * values.get(i) / highest);
                path.append(String.format(
                        Locale.ROOT, "M%.1f %dv-%.1fh%.1fv%.1fz", i * step, HEIGHT, height, step * 0.8, height));
            }
        }
        return path.toString();
    }
}
