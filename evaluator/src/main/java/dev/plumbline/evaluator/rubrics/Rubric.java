package dev.plumbline.evaluator.rubrics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What is good, as a judge is told.
 *
 * @param name the score's name
 * @param version of the text: another text is another version
 * @param criteria what a verdict may rest on; the judge names one, since its own words would quote the content
 */
public record Rubric(
        String name, int version, String text, List<String> criteria, Scale scale, Panel panel, Target target) {
    public static final String CANNOT_TELL = "cannot_tell";
    public static final String ABSTAIN = "abstain";

    /** Value of a pair of which neither is better; 1 is for the first, 0 for the second. */
    public static final double TIE = 0.5;

    /**
     * @param grades 0 for pass or fail, else the best grade; 1 is the worst
     * @param passFrom least grade that passes
     */
    public record Scale(int grades, int passFrom) {
        public static final Scale PASS_FAIL = new Scale(0, 0);
    }

    /** What is judged. */
    public enum Target {
        /** The answer, with the question and what was retrieved for it. */
        REQUEST,
        /** What was retrieved, with the question; the answer is not shown. */
        RETRIEVAL,
        /** All questions and answers of a session; what was retrieved is not shown. */
        SESSION,
        /** Two answers to the same question, with what was retrieved for either: which is better. */
        PAIR
    }

    /**
     * Who applies it.
     *
     * @param judges names of models; the configured one when empty
     * @param repeats how often each is asked, 1 or more
     */
    public record Panel(List<String> judges, int repeats) {
        public static final Panel ONE = new Panel(List.of(), 1);

        /** @param configured name of the configured model */
        public List<String> models(String configured) {
            return judges.isEmpty() ? List.of(configured) : judges;
        }

        /** How many verdicts are asked for. */
        public int votes() {
            return Math.max(1, judges.size()) * repeats;
        }

        /** @param configured name of the configured model */
        public String name(String configured) {
            return String.join("+", models(configured)) + (repeats == 1 ? "" : "*" + repeats);
        }
    }

    /** Whether the answer serves who asked. */
    public static Rubric helpful() {
        return new Rubric(
                "helpful",
                1,
                resource("/judge/helpful.txt"),
                List.of("on_topic", "complete", "consistent", "clear", CANNOT_TELL),
                Scale.PASS_FAIL,
                Panel.ONE,
                Target.REQUEST);
    }

    /** What a judge may say. */
    public List<String> verdicts() {
        if (target == Target.PAIR) {
            return List.of("first", "second", "tie", ABSTAIN);
        }
        if (scale.grades() == 0) {
            return List.of("pass", "fail", ABSTAIN);
        }
        List<String> verdicts = new ArrayList<>();
        for (int grade = 1; grade <= scale.grades(); grade++) {
            verdicts.add(String.valueOf(grade));
        }
        verdicts.add(ABSTAIN);
        return List.copyOf(verdicts);
    }

    /** @param verdict one of {@link #verdicts}, not an abstention */
    public boolean passes(String verdict) {
        return scale.grades() == 0 ? verdict.equals("pass") : Integer.parseInt(verdict) >= scale.passFrom();
    }

    /** 0 to 1, 1 is good; of a pair 1 when the first is better. */
    public double value(String verdict) {
        if (target == Target.PAIR) {
            return verdict.equals("first") ? 1 : verdict.equals("second") ? 0 : TIE;
        }
        return scale.grades() == 0
                ? (passes(verdict) ? 1 : 0)
                : (Integer.parseInt(verdict) - 1.0) / (scale.grades() - 1);
    }

    /** {@code name/version} of the judge that applies it; another model, or another panel, is another judge. */
    public String scorer(String configured) {
        return "judge:" + panel.name(configured) + "/" + version;
    }

    private static String resource(String name) {
        try (InputStream stream = Rubric.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
