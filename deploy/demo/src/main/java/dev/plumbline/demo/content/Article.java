package dev.plumbline.demo.content;

import java.util.List;
import java.util.Optional;

/**
 * A help article.
 *
 * @param id short name, unique
 * @param privateOnly whether it concerns private riders only, so that company riders have no use for it
 * @param tool the tool whose answer belongs to this article, where there is one
 * @param searchTerms what riders call it, also in Spanish, German and French; found by the search, never shown
 * @param sentences the text, in order
 */
public record Article(
        String id,
        String title,
        boolean privateOnly,
        Optional<String> tool,
        List<String> searchTerms,
        List<String> sentences) {

    public Article {
        searchTerms = List.copyOf(searchTerms);
        sentences = List.copyOf(sentences);
    }
}
