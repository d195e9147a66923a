package dev.plumbline.evaluator.sampling;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which requests the judge sees. Deterministic scorers see all. */
@ConfigMapping(prefix = "plumbline.sampling")
public interface SamplingConfig {

    /** Raise it to draw anew; the versions that are stored with scores are made by themselves and start here. */
    @WithDefault("1")
    int policyVersion();

    /** Mixed into the draw; a secret one keeps senders from choosing trace ids that are never judged. */
    @WithDefault("plumbline")
    String salt();

    /** What is drawn as one: {@code trace}, or {@code session} so that whole conversations are judged. */
    @WithDefault("trace")
    SamplingPolicy.Unit unit();

    /** Share of requests that the judge scores, 0 to 1. */
    @WithDefault("0.1")
    double rate();

    /** Share by feature, where it differs: {@code plumbline.sampling.rates."support-assistant"=0.5}. */
    Map<String, Double> rates();

    /** Parts of the traffic by any attribute: {@code plumbline.sampling.strata."free in the eu".when."app.plan"=free}. */
    Map<String, StratumConfig> strata();

    /** Attributes of which each value is a stratum, so that {@link #floorPerDay} holds for rare values too. */
    Optional<List<String>> by();

    /** Requests a day that each stratum of {@link #by} shall have at least; its rate is raised as its traffic is learned. */
    @WithDefault("50")
    int floorPerDay();

    /** Whether requests that ended in an error are judged even when the draw passed them over. */
    @WithDefault("true")
    boolean errorsAlways();

    /** Whether requests with negative feedback are judged even when the draw passed them over. */
    @WithDefault("true")
    boolean negativeFeedbackAlways();

    /** Whether requests that show a drift finding about inputs are judged even when the draw passed them over. */
    @WithDefault("true")
    boolean driftAlways();

    /** Feedback with a value below is negative. */
    @WithDefault("0.5")
    double negativeBelow();

    /** Feedback with one of these labels is negative; case does not matter. */
    @WithDefault("down,thumbs_down,thumbs-down,negative,bad,dislike")
    Set<String> negativeLabels();

    /** So many requests of a release that a feature has not had before are judged; 0 for none. */
    @WithDefault("20")
    int firstOfRelease();

    /** Phase 2, by the clusters that sessions are assigned to. */
    ClusterConfig clusters();

    /** What is judged beyond phase 1. */
    interface ClusterConfig {

        /** Sessions a day that each cluster shall have at least, where the common rate gives fewer; 0 for no draw. */
        @WithDefault("20")
        int floorPerDay();

        /** Sessions a day of a cluster that was found since the feature was learned, that are judged undrawn; 0 for none. */
        @WithDefault("20")
        int newPerDay();

        /** Sessions a day of a feature that are far from all its clusters, that are judged undrawn; 0 for none. */
        @WithDefault("20")
        int farPerDay();

        /** Requests that came longer ago are left as phase 1 decided, chosen or not. */
        @WithDefault("24h")
        Duration within();
    }

    /** A part of the traffic. */
    interface StratumConfig {

        /** Attribute = value, all of which must hold: feature, release, environment, status, or a custom attribute. */
        Map<String, String> when();

        /** How much likelier it is judged than other traffic, by the harm that a failure does; the rate is at most 1. */
        @WithDefault("1")
        double weight();

        /** Its rate itself, instead of a weight. */
        Optional<Double> rate();

        /** Requests a day that it shall have at least. */
        @WithDefault("0")
        int floorPerDay();
    }
}
