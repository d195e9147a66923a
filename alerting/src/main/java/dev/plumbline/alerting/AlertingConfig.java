package dev.plumbline.alerting;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Settings of the rules and of delivery. */
@ConfigMapping(prefix = "plumbline.alerting")
public interface AlertingConfig {
    /** Where people reach the console; links in notifications begin with it. */
    @WithDefault("http://127.0.0.1:8080")
    String consoleUrl();

    /** Whether receivers may stand on loopback and in private networks; off, since a receiver's address is user input. */
    @WithDefault("false")
    boolean allowPrivateReceivers();

    /** How long one delivery may take. */
    @WithDefault("10s")
    Duration deliveryTimeout();

    /** Objectives by score name: the largest share of failed scores that is fine, above 0 and below 1. */
    @WithName("objective")
    Map<String, Double> objectives();

    /** Without an objective of its own: how many scores a series learns its usual share from. */
    @WithDefault("200")
    int learnFrom();

    /**
     * The threshold of a detector. With one series whose failed share stays at its objective, an alarm by chance comes
     * on average after at least this many steps of five minutes; it is multiplied by the number of series that the
     * rule watches, so that the same holds for the rule as a whole.
     */
    @WithDefault("10000")
    double threshold();

    /** No alarm with fewer scores than this in the last hour. */
    @WithDefault("20")
    int minimumScores();

    /** When no score of a name has come for so long, its rule opens a ticket that it cannot tell; never when not set. */
    Optional<Duration> noDataAfter();

    /** How often a page is told again while it lasts and nobody has acknowledged it. */
    @WithDefault("4h")
    Duration repeat();

    /**
     * A YAML file with the route, inhibit_rules and time_intervals of Alertmanager's configuration, whose receivers are
     * those of the API. Without it every receiver is told at once of the alerts that its own matchers match.
     */
    Optional<Path> routingFile();

    /**
     * A directory whose {@code *.yaml} and {@code *.yml} files hold rules; read at the start and again when one of them
     * changes. A file with a mistake leaves in force what it said before, and opens a ticket.
     */
    Optional<Path> rulesDirectory();

    /** For how long a feature's rules must have failed before a ticket says so. */
    @WithDefault("1m")
    Duration troubleAfter();

    /** How long scores and dead letters are kept, since they came; alerts and their history stay. */
    @WithDefault("90d")
    Duration keep();

    /** How far, in event time, the scores of a feature must have gone on past a step before it is closed. */
    @WithDefault("1m")
    Duration grace();

    /** When no score has come for so long, and a step has ended so long ago, it is closed without later scores. */
    @WithDefault("30s")
    Duration idle();
}
