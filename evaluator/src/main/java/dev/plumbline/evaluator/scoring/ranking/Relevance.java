package dev.plumbline.evaluator.scoring.ranking;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What feedback and truth say of documents. A statement of the name {@code relevance:<document id>} grades that document
 * for its request: by its value, from 0 (not relevant) to {@value #MOST}, else by its label.
 */
public final class Relevance {
    public static final String PREFIX = "relevance:";
    static final double MOST = 10;

    private static final Set<String> YES = Set.of("relevant", "yes", "true", "up", "thumbs_up", "good");
    private static final Set<String> NO =
            Set.of("irrelevant", "not_relevant", "no", "false", "down", "thumbs_down", "bad");

    private Relevance() {}

    /** One statement; the name of any, also of those that grade nothing. */
    public record Statement(
            String name, @Nullable Double value, @Nullable String label) {}

    public static boolean grades(@Nullable String name) {
        return name != null && name.startsWith(PREFIX) && name.length() > PREFIX.length();
    }

    /** By document, the mean of what each source says; a statement that is neither a grade nor a known label is left out. */
    public static Map<String, Double> of(List<Statement> statements) {
        Map<String, double[]> sums = new HashMap<>();
        for (Statement statement : statements) {
            Double grade = grades(statement.name()) ? grade(statement) : null;
            if (grade != null) {
                double[] sum =
                        sums.computeIfAbsent(statement.name().substring(PREFIX.length()), document -> new double[2]);
                sum[0] += grade;
                sum[1]++;
            }
        }
        Map<String, Double> grades = new HashMap<>();
        sums.forEach((document, sum) -> grades.put(document, sum[0] / sum[1]));
        return grades;
    }

    private static @Nullable Double grade(Statement statement) {
        Double value = statement.value();
        if (value != null) {
            return value >= 0 && value <= MOST ? value : null;
        }
        String label = String.valueOf(statement.label()).strip().toLowerCase(Locale.ROOT);
        return YES.contains(label) ? Double.valueOf(1) : NO.contains(label) ? Double.valueOf(0) : null;
    }
}
