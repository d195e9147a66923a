package dev.plumbline.evaluator.trust;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;

/** When a judge is believed. */
@ConfigMapping(prefix = "plumbline.trust")
public interface TrustConfig {

    /** Counted labels of one judge version below which its scores may neither gate nor page. */
    @WithDefault("200")
    int labelsNeeded();

    /** How long what is known of a judge is taken as still so when its scores are marked. */
    @WithDefault("1m")
    Duration refresh();
}
