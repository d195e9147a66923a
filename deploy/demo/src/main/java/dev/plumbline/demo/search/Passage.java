package dev.plumbline.demo.search;

import dev.plumbline.demo.content.Article;

import java.util.ArrayList;
import java.util.List;

/**
 * A few neighbouring sentences of an article: what the search finds.
 *
 * @param id the article's id and the passage's number within it, from 1: {@code helmet#2}
 */
public record Passage(String id, Article article, List<String> sentences) {

    private static final int SENTENCES = 3;

    /** The sentences as one text. */
    public String text() {
        return String.join(" ", sentences);
    }

    /** Cuts every article, in order. */
    public static List<Passage> cut(List<Article> articles) {
        List<Passage> passages = new ArrayList<>();
        for (Article article : articles) {
            List<String> all = article.sentences();
            for (int from = 0; from < all.size(); from += SENTENCES) {
                List<String> some = all.subList(from, Math.min(all.size(), from + SENTENCES));
                passages.add(new Passage(article.id() + "#" + (from / SENTENCES + 1), article, List.copyOf(some)));
            }
        }
        return List.copyOf(passages);
    }
}
