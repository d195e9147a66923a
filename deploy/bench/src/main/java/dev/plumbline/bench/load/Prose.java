package dev.plumbline.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Text whose words are as frequent as those of English: the n-th word in proportion to 1/n. It compresses about as well as
 * real prompts do.
 */
public final class Prose {
    private static final String[] WORDS = words();
    private static final double[] CUMULATED = cumulated();

    private final SplittableRandom random;

    public Prose(SplittableRandom random) {
        this.random = random;
    }

    private static String[] words() {
        try (InputStream in = Prose.class.getResourceAsStream("/dev/plumbline/bench/words.txt")) {
            if (in == null) {
                throw new IllegalStateException("the class path lacks words.txt");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().split("\\s+");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] cumulated() {
        double[] sums = new double[WORDS.length];
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += 1.0 / (i + 2);
            sums[i] = sum;
        }
        return sums;
    }

    /** Sentences of at least this many characters, and few more. */
    public String text(int length) {
        StringBuilder text = new StringBuilder(length + 32);
        while (text.length() < length) {
            int words = 6 + random.nextInt(12);
            for (int i = 0; i < words && text.length() < length; i++) {
                String word = word();
                text.append(i == 0 ? Character.toUpperCase(word.charAt(0)) + word.substring(1) : word);
                text.append(i + 1 == words ? ". " : random.nextInt(9) == 0 ? ", " : " ");
            }
            if (random.nextInt(5) == 0) {
                text.append("No. ").append(random.nextInt(100_000)).append(". ");
            }
        }
        return text.toString();
    }

    private String word() {
        double wanted = random.nextDouble() * CUMULATED[CUMULATED.length - 1];
        int low = 0;
        int high = CUMULATED.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (CUMULATED[middle] < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return WORDS[low];
    }
}
