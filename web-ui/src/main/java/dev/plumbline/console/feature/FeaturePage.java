package dev.plumbline.console.feature;

import dev.plumbline.console.score.FailRate;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Spark;
import dev.plumbline.console.view.Url;

import java.util.List;

/**
 * One feature as the screen shows it.
 *
 * @param name as sent; {@code shown} for people
 */
record FeaturePage(Named named, Span span, Card<Whole> whole, Card<List<FailRate>> scores, Card<List<Table>> tables) {

    /** @param others the features to choose from */
    record Named(String name, String shown, List<Choice> others) {}

    /** A feature of the project. */
    record Choice(String name, String shown, boolean chosen, Url page) {}

    /** The time on the screen. */
    record Span(String last, String words, Url here, Url requests) {}

    /** All requests. */
    record Whole(FeatureNumbers numbers, List<Stretch> stretches, Sparks sparks) {}

    /** Small pictures over time; the table of stretches has their numbers. */
    record Sparks(Spark requests, Spark slow, Spark tokens) {}

    /** A stretch of time. */
    record Stretch(String iso, String at, FeatureNumbers numbers) {}

    /** @param by what the rows are told apart by */
    record Table(String by, List<FeatureNumbers> rows) {}

    public List<String> presets() {
        return List.of("1h", "24h", "7d", "30d");
    }
}
