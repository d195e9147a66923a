package dev.plumbline.drift.form;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The traits by which a window's form is compared with a reference: for each measure what lies beyond its 5, 20, 80 and
 * 95 % quantile, and texts in another language than most. Learned from the half of the reference that is not counted.
 */
public final class Traits {

    private static final double[] HIGH = {0.8, 0.95};
    private static final double[] LOW = {0.05, 0.2};

    private Traits() {}

    /**
     * Traits of inputs.
     *
     * @param fit forms of one half of a reference; of none there are no traits
     */
    public static List<Trait> ofInputs(List<Form> fit) {
        return learn(fit, Measure.OF_INPUT, "");
    }

    /** Traits of outputs, told from those of inputs by their ids. */
    public static List<Trait> ofOutputs(List<Form> fit) {
        return learn(fit, Measure.OF_OUTPUT, "output.");
    }

    private static List<Trait> learn(List<Form> fit, List<Measure> measures, String prefix) {
        List<Trait> traits = new ArrayList<>();
        if (fit.isEmpty()) {
            return traits;
        }
        for (Measure measure : measures) {
            double[] sorted =
                    fit.stream().mapToDouble(form -> form.of(measure)).sorted().toArray();
            addCuts(traits, measure, sorted, prefix);
        }
        String usual = usual(fit);
        traits.add(new Trait(
                "language.other", "in another language than “" + usual + "”", new Trait.OtherLanguage(usual)));
        return List.copyOf(traits);
    }

    /** The language that most texts are in, of those that tell. */
    public static String usual(List<Form> forms) {
        Map<String, Integer> counts = new HashMap<>();
        forms.forEach(form -> counts.merge(form.language(), 1, Integer::sum));
        counts.remove(Form.UNSURE);
        return counts.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(Form.UNSURE);
    }

    private static void addCuts(List<Trait> traits, Measure measure, double[] sorted, String prefix) {
        double[] high =
                Arrays.stream(HIGH).map(q -> quantile(sorted, q)).distinct().toArray();
        for (double cut : high) {
            traits.add(Trait.cut(prefix, measure, true, cut));
        }
        double[] low =
                Arrays.stream(LOW).map(q -> quantile(sorted, q)).distinct().toArray();
        for (double cut : low) {
            // Where nothing lies below, nothing can: shares start at 0.
            if (cut > 0 && measure != Measure.EMPTY) {
                traits.add(Trait.cut(prefix, measure, false, cut));
            }
        }
    }

    private static double quantile(double[] sorted, double q) {
        return sorted[(int) Math.floor(q * (sorted.length - 1))];
    }
}
