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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a cluster by the words that its inputs have and others have not: class-based TF-IDF (Grootendorst 2022) on the
 * number of inputs with the word, for words at least twice as frequent in the cluster as elsewhere.
 */
public final class DistinctTerms {

    private static final int TERMS = 5;
    private static final int READ_CHARS = 2_000;
    private static final double TIMES = 2;
    /** What only one session said is never shown. */
    private static final int LEAST = 2;

    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{N}'’-]+");

    private final Map<String, Integer> all = new HashMap<>();
    private final int texts;

    /** @param texts inputs of all clusters, those of the cluster to name among them */
    public DistinctTerms(Collection<String> texts) {
        texts.forEach(text -> count(text, all));
        this.texts = texts.size();
    }

    /** At most five words, the most telling first; none where no word sets the cluster apart. */
    public List<String> of(Collection<String> members) {
        Map<String, Integer> inside = new HashMap<>();
        members.forEach(text -> count(text, inside));
        int outside = Math.max(1, texts - members.size());
        Map<String, Double> weights = new HashMap<>();
        inside.forEach((word, count) -> {
            int total = Math.max(count, all.getOrDefault(word, count));
            double here = (double) count / members.size();
            double elsewhere = (double) (total - count) / outside;
            if (count >= LEAST && here >= TIMES * elsewhere) {
                weights.put(word, here * Math.log(1 + (double) texts / total));
            }
        });
        List<String> words = new ArrayList<>(weights.keySet());
        words.sort(Comparator.comparingDouble((String word) -> -weights.getOrDefault(word, 0.0))
                .thenComparing(Comparator.naturalOrder()));
        return List.copyOf(words.subList(0, Math.min(TERMS, words.size())));
    }

    private static void count(String text, Map<String, Integer> counts) {
        Set<String> words = new HashSet<>();
        Matcher word = WORD.matcher(
                text.substring(0, Math.min(READ_CHARS, text.length())).toLowerCase(Locale.ROOT));
        while (word.find()) {
            words.add(word.group());
        }
        words.forEach(each -> counts.merge(each, 1, Integer::sum));
    }
}
