package dev.plumbline.evaluator.judge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * What is good, in words for a judge.
 *
 * @param name the score's name
 * @param version of the text: another text is another version
 * @param criteria what a verdict may rest on; the judge names one, since its own words would quote the content
 */
record Rubric(String name, int version, String text, List<String> criteria) {

    /** Whether the answer serves who asked. */
    static Rubric helpful() {
        return new Rubric(
                "helpful",
                1,
                resource("/judge/helpful.txt"),
                List.of("on_topic", "complete", "consistent", "clear", "cannot_tell"));
    }

    /** {@code name/version} of the judge that applies it; another model is another judge. */
    String scorer(String model) {
        return "judge:" + model + "/" + version;
    }

    private static String resource(String name) {
        try (InputStream stream = Rubric.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
