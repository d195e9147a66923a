package dev.plumbline.drift.scan;

import dev.plumbline.drift.cluster.Similarities;

import java.util.Arrays;
import java.util.List;

/**
 * Which inputs are neighbours at three widths, as bits. Those of the reference among each other are worked out once for
 * the reference, since they are most of all pairs and stay the same in every look.
 */
public final class Neighbours {

    private static final double[] WIDTHS = {0.5, 0.65, 0.8};

    private final Similarities toReference;
    /** Point, width, word. */
    private final long[][][] among;

    /** Made once for each reference. */
    public Neighbours(List<float[]> reference) {
        this.toReference = new Similarities(reference);
        int size = reference.size();
        this.among = new long[size][WIDTHS.length][(size + 63) / 64];
        for (int a = 0; a < size; a++) {
            mark(among, a, toReference.to(reference.get(a)), 0, a);
        }
    }

    /** How many inputs the reference has. */
    int size() {
        return among.length;
    }

    /** With a window: the reference's inputs first, then those of the window; nobody is its own neighbour. */
    long[][][] with(List<float[]> window) {
        int size = among.length;
        int words = (size + window.size() + 63) / 64;
        long[][][] near = new long[size + window.size()][WIDTHS.length][];
        for (int point = 0; point < near.length; point++) {
            for (int width = 0; width < WIDTHS.length; width++) {
                near[point][width] = point < size ? Arrays.copyOf(among[point][width], words) : new long[words];
            }
        }
        Similarities toWindow = new Similarities(window);
        for (int i = 0; i < window.size(); i++) {
            mark(near, size + i, toReference.to(window.get(i)), 0, size);
            mark(near, size + i, toWindow.to(window.get(i)), size, i);
        }
        return near;
    }

    /** Marks a point and so many others, from the first on, as neighbours of each other where they are. */
    private static void mark(long[][][] near, int point, float[] similarities, int first, int many) {
        for (int other = 0; other < many; other++) {
            int b = first + other;
            for (int width = 0; width < WIDTHS.length && similarities[other] >= WIDTHS[width]; width++) {
                near[point][width][b >> 6] |= 1L << b;
                near[b][width][point >> 6] |= 1L << point;
            }
        }
    }
}
