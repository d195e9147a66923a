package dev.plumbline.demo.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Everything written, as it ships in the jar.
 *
 * @param articles in the order of the help centre
 * @param questions those that an article answers
 * @param newTopic those about the one topic that no article covers
 * @param smallTalk greetings, thanks, and what is none of the assistant's business
 */
public record Content(
        List<Article> articles, List<Question> questions, List<Question> newTopic, List<Question> smallTalk) {

    private static final List<String> CHAPTERS = List.of("plans", "payments", "riding", "trouble", "places", "account");

    /** Reads the resources of this jar. */
    public static Content load() {
        return new Content(
                all("articles/", CHAPTERS, ArticleText::read),
                all("questions/", CHAPTERS, QuestionText::read),
                all("questions/", List.of("new-topic"), QuestionText::read),
                all("questions/", List.of("small-talk"), QuestionText::read));
    }

    private static <T> List<T> all(String folder, List<String> names, Function<String, List<T>> reader) {
        List<T> all = new ArrayList<>();
        for (String name : names) {
            all.addAll(reader.apply(text("/dev/plumbline/demo/" + folder + name + ".md")));
        }
        return List.copyOf(all);
    }

    private static String text(String resource) {
        try (InputStream in = Content.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + resource, e);
        }
    }
}
