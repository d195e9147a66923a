package dev.plumbline.demo.search;

import java.util.ArrayList;
import java.util.List;

/** The sentences of all passages with their vectors, by the row of the passage: what answers are made of. */
public final class SentenceTable {

    /**
     * A sentence that can become part of an answer.
     *
     * @param articleId the article it stands in
     */
    public record Sentence(String text, String articleId, float[] vector) {}

    private final List<List<Sentence>> rows;

    private SentenceTable(List<List<Sentence>> rows) {
        this.rows = rows;
    }

    /** Embeds every sentence; row i belongs to passage i. */
    public static SentenceTable of(List<Passage> passages, Encoder encoder) {
        List<float[]> vectors = encoder.embed(passages.stream()
                .flatMap(passage -> passage.sentences().stream())
                .toList());
        List<List<Sentence>> rows = new ArrayList<>(passages.size());
        int next = 0;
        for (Passage passage : passages) {
            List<Sentence> row = new ArrayList<>();
            for (String text : passage.sentences()) {
                row.add(new Sentence(text, passage.article().id(), vectors.get(next++)));
            }
            rows.add(List.copyOf(row));
        }
        return new SentenceTable(List.copyOf(rows));
    }

    /** The sentences of one passage. */
    public List<Sentence> of(int row) {
        return rows.get(row);
    }
}
