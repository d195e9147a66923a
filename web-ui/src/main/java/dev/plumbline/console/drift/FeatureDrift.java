package dev.plumbline.console.drift;

import dev.plumbline.console.view.Amount;
import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.Visible;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether a feature's traffic drifts.
 *
 * @param feature as it was sent, for links
 * @param state {@code learning}, {@code ok}, {@code findings} or {@code unknown}
 * @param words the state for people: {@code learning, 320 of 1 000}
 * @param reference what now is compared with; empty while learning
 */
public record FeatureDrift(String feature, String state, String words, String reference, Counts counts) {
    private static final int NAME = 80;

    /** @param late too late to count; empty for none */
    public record Counts(String windows, String sessions, String waiting, String late) {
        static final Counts NONE = new Counts("", "", "", "");
    }

    /** The drift service did not answer. */
    public static FeatureDrift unknown(String feature) {
        return new FeatureDrift(feature, "unknown", "not known", "", Counts.NONE);
    }

    /** The drift service has no word on it. */
    public static FeatureDrift unseen(String feature) {
        return new FeatureDrift(feature, "unknown", "not seen yet", "", Counts.NONE);
    }

    static FeatureDrift of(Feature feature) {
        Feature.Reference reference = feature.reference();
        return new FeatureDrift(
                feature.feature(),
                state(feature),
                words(feature),
                reference == null
                        ? ""
                        : Amount.count(reference.sessions()) + " sessions, " + Moment.minute(reference.since()) + " to "
                                + Moment.minute(reference.until()) + " UTC" + others(feature),
                new Counts(
                        Amount.count(feature.watch().windows()),
                        Amount.count(feature.requests().observed()),
                        Amount.count(feature.requests().waiting()),
                        feature.requests().late() == 0
                                ? ""
                                : Amount.count(feature.requests().late())));
    }

    private static String others(Feature feature) {
        List<Feature.Comparison> others = feature.watch().comparisons();
        return others == null
                ? ""
                : others.stream().map(one -> "; " + Compared.words(one.name())).collect(Collectors.joining());
    }

    /** For people. */
    public String name() {
        return Visible.line(feature, NAME);
    }

    private static String state(Feature feature) {
        return switch (feature.state()) {
            case "learning" -> "learning";
            case "watching" -> feature.watch().openFindings() > 0 ? "findings" : "ok";
            default -> "unknown";
        };
    }

    private static String words(Feature feature) {
        return switch (feature.state()) {
            case "learning" ->
                "learning, "
                        + Amount.count(feature.learned().sessions()) + " of "
                        + Amount.count(feature.learned().of());
            case "watching" ->
                feature.watch().openFindings() == 0
                        ? "ok"
                        : feature.watch().openFindings() == 1
                                ? "1 finding"
                                : Amount.count(feature.watch().openFindings()) + " findings";
            case "model_changed" -> "model changed";
            default -> Visible.line(feature.state(), NAME);
        };
    }
}
