package dev.plumbline.demo.content;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads articles from Markdown: {@code ## id: title}, then a line {@code search: terms} and optional lines
 * {@code for: private} and {@code tool: name}, then the text. A first-level heading only groups them.
 */
final class ArticleText {

    private static final Pattern ARTICLE = Pattern.compile("(?m)^## ");
    /** After a full stop, question or exclamation mark, before a capital: no abbreviation in the articles has that. */
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.?!])\\s+(?=\\p{Lu})");

    private ArticleText() {}

    static List<Article> read(String markdown) {
        List<Article> articles = new ArrayList<>();
        for (String section : ARTICLE.splitAsStream(markdown).skip(1).toList()) {
            articles.add(article(section));
        }
        return articles;
    }

    static List<String> sentences(String text) {
        return SENTENCE_END.splitAsStream(text.strip()).toList();
    }

    private static Article article(String section) {
        List<String> lines = section.lines().toList();
        String[] heading = lines.get(0).split(": ", 2);
        if (heading.length != 2) {
            throw new IllegalArgumentException("an article's heading is '## id: title', not '## " + lines.get(0) + "'");
        }
        boolean privateOnly = false;
        Optional<String> tool = Optional.empty();
        List<String> terms = List.of();
        StringBuilder text = new StringBuilder();
        for (String line : lines.subList(1, lines.size())) {
            if (line.equals("for: private")) {
                privateOnly = true;
            } else if (line.startsWith("tool: ")) {
                tool = Optional.of(line.substring("tool: ".length()));
            } else if (line.startsWith("search: ")) {
                terms = List.of(line.substring("search: ".length()).split(", "));
            } else {
                text.append(line).append(' ');
            }
        }
        return new Article(heading[0], heading[1], privateOnly, tool, terms, sentences(text.toString()));
    }

    /** The words of a text, as the size rule of the articles counts them. */
    static long words(String text) {
        return Arrays.stream(text.strip().split("\\s+")).count();
    }
}
