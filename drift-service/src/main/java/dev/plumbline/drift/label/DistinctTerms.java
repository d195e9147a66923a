package dev.plumbline.drift.label;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a cluster by the words that its inputs have and others have not. Forms of one word count together
 * ({@link Stem}). A word must be at least twice as likely in the cluster, and not by chance: log-odds with an
 * informative Dirichlet prior, at least one standard error from zero (Monroe, Colaresi and Quinn 2008). What is left is
 * put in order by class-based TF-IDF (Grootendorst 2022): words that much of the cluster has and little else.
 */
public final class DistinctTerms {

    private static final int TERMS = 5;
    private static final int READ_CHARS = 2_000;
    private static final double TIMES = 2;
    private static final double ERRORS = 1;
    /** Weight of what is usual over all texts: a tenth of their words, and no more words than these. */
    private static final double MOST_PRIOR = 100;
    /** What only one session said is never shown. */
    private static final int LEAST = 2;

    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{N}'’-]+");

    private final Map<String, Integer> all = new HashMap<>();
    private final int texts;
    private final long words;

    /** @param texts inputs of all clusters, those of the cluster to name among them */
    public DistinctTerms(Collection<String> texts) {
        texts.forEach(text -> count(text, all, new TreeMap<>()));
        this.texts = texts.size();
        this.words = total(all);
    }

    /** At most five words, the most telling first, each as it is most often written; none where no word sets it apart. */
    public List<String> of(Collection<String> members) {
        Map<String, Integer> inside = new HashMap<>();
        Map<String, Map<String, Integer>> written = new TreeMap<>();
        members.forEach(text -> count(text, inside, written));
        long here = total(inside);
        Map<String, Double> weights = new HashMap<>();
        inside.forEach((stem, count) -> {
            int total = Math.max(count, all.getOrDefault(stem, count));
            if (count >= LEAST
                    && !Stem.functionWord(stem)
                    && telling(count, here, total - count, Math.max(words, here) - here, total)) {
                weights.put(stem, (double) count / members.size() * Math.log(1 + (double) texts / total));
            }
        });
        List<String> stems = new ArrayList<>(weights.keySet());
        stems.sort(Comparator.comparingDouble((String stem) -> -weights.getOrDefault(stem, 0.0))
                .thenComparing(Comparator.naturalOrder()));
        return stems.stream()
                .limit(TERMS)
                .map(stem -> commonest(written.getOrDefault(stem, Map.of()), stem))
                .toList();
    }

    private boolean telling(int inside, long insideAll, int outside, long outsideAll, int total) {
        double weight = Math.min(MOST_PRIOR, Math.max(words, insideAll) / 10.0);
        double prior = weight * total / Math.max(words, insideAll);
        double one = inside + prior;
        double other = outside + prior;
        double odds = Math.log(one / (insideAll + weight - one)) - Math.log(other / (outsideAll + weight - other));
        return odds > Math.log(TIMES) && odds >= ERRORS * Math.sqrt(1 / one + 1 / other);
    }

    private static String commonest(Map<String, Integer> written, String otherwise) {
        return written.entrySet().stream()
                .min(Comparator.comparingInt((Map.Entry<String, Integer> form) -> -form.getValue())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(otherwise);
    }

    private static long total(Map<String, Integer> counts) {
        return counts.values().stream().mapToLong(Integer::longValue).sum();
    }

    /** Each text counts a word once. */
    private static void count(String text, Map<String, Integer> counts, Map<String, Map<String, Integer>> written) {
        Set<String> stems = new HashSet<>();
        Matcher word = WORD.matcher(
                text.substring(0, Math.min(READ_CHARS, text.length())).toLowerCase(Locale.ROOT));
        while (word.find()) {
            String stem = Stem.of(word.group());
            if (stems.add(stem)) {
                counts.merge(stem, 1, Integer::sum);
                written.computeIfAbsent(stem, one -> new TreeMap<>()).merge(word.group(), 1, Integer::sum);
            }
        }
    }
}
