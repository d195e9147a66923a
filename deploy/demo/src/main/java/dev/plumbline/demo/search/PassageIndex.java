package dev.plumbline.demo.search;

import dev.plumbline.demo.content.Article;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Passages with their vectors, searched one by one: with some hundreds of them nothing faster is needed. A passage's
 * score is the mean of two similarities: to its text under its title, and to the nearest search term of its article.
 */
public final class PassageIndex {

    private record Entry(Passage passage, float[] vector, List<float[]> terms) {

        double score(float[] query) {
            double nearest = -1;
            for (float[] term : terms) {
                nearest = Math.max(nearest, Vectors.cosine(query, term));
            }
            return (Vectors.cosine(query, vector) + nearest) / 2;
        }
    }

    private final List<Entry> entries;

    private PassageIndex(List<Entry> entries) {
        this.entries = entries;
    }

    /** Embeds everything; row i is passage i. */
    public static PassageIndex of(List<Passage> passages, Encoder encoder) {
        List<float[]> vectors = encoder.embed(passages.stream()
                .map(passage -> passage.article().title() + ". " + passage.text())
                .toList());
        Map<String, List<float[]>> terms = new HashMap<>();
        List<Entry> entries = new ArrayList<>(passages.size());
        for (int row = 0; row < passages.size(); row++) {
            Passage passage = passages.get(row);
            Article article = passage.article();
            List<float[]> known = terms.computeIfAbsent(article.id(), id -> encoder.embed(terms(article)));
            entries.add(new Entry(passage, vectors.get(row), known));
        }
        return new PassageIndex(List.copyOf(entries));
    }

    /** An index of those passages only that fit. Its rows start at 0 and have no gaps. */
    public PassageIndex only(Predicate<Passage> fits) {
        return new PassageIndex(
                entries.stream().filter(entry -> fits.test(entry.passage())).toList());
    }

    public int size() {
        return entries.size();
    }

    /** The best {@code k}, best first; equal scores in the order of rows. */
    public List<Hit> search(float[] query, int k) {
        List<Hit> hits = new ArrayList<>(entries.size());
        for (int row = 0; row < entries.size(); row++) {
            hits.add(new Hit(row, entries.get(row).passage(), entries.get(row).score(query)));
        }
        hits.sort(Comparator.comparingDouble(Hit::score).reversed());
        return List.copyOf(hits.subList(0, Math.min(k, hits.size())));
    }

    private static List<String> terms(Article article) {
        List<String> terms = new ArrayList<>(article.searchTerms());
        terms.add(article.title());
        return terms;
    }
}
