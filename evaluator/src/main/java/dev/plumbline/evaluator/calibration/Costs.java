package dev.plumbline.evaluator.calibration;

import java.util.HashMap;
import java.util.Map;

/** What it costs to say one thing where another is true, in any unit; saying what is true costs nothing, all else 1. */
final class Costs {
    private final Map<String, Double> byPair;

    private Costs(Map<String, Double> byPair) {
        this.byPair = byPair;
    }

    /**
     * @param text {@code said>true:cost} in any number, parted by commas; {@code *} stands for anything not named
     * @throws IllegalArgumentException that says what is wrong
     */
    static Costs of(String text) {
        Map<String, Double> byPair = new HashMap<>();
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            int arrow = part.indexOf('>');
            int colon = part.lastIndexOf(':');
            if (arrow < 1 || colon < arrow + 2) {
                throw new IllegalArgumentException("is not of the form said>true:cost: " + part);
            }
            byPair.put(key(part.substring(0, arrow), part.substring(arrow + 1, colon)), cost(part, colon));
        }
        return new Costs(byPair);
    }

    private static double cost(String part, int colon) {
        try {
            double cost = Double.parseDouble(part.substring(colon + 1));
            if (cost >= 0 && Double.isFinite(cost)) {
                return cost;
            }
        } catch (NumberFormatException e) {
            // Said below, in the same words.
        }
        throw new IllegalArgumentException("has a cost that is no number from 0: " + part);
    }

    double of(String said, String truth) {
        if (said.equals(truth)) {
            return 0;
        }
        for (String key : new String[] {key(said, truth), key(said, "*"), key("*", truth), key("*", "*")}) {
            Double cost = byPair.get(key);
            if (cost != null) {
                return cost;
            }
        }
        return 1;
    }

    private static String key(String said, String truth) {
        return said.strip() + '\n' + truth.strip();
    }
}
