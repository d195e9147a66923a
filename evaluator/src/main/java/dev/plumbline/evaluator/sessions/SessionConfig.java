package dev.plumbline.evaluator.sessions;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;

/** When a session is judged as a whole, by rubrics with the target session. */
@ConfigMapping(prefix = "plumbline.sessions")
public interface SessionConfig {

    /**
     * A session is idle when its feature's traffic has gone on for so long, by event time, without a request of it; or, where
     * the feature is quiet, when so much time has passed since its last request came.
     */
    @WithDefault("15m")
    Duration idle();

    /** How much later than others of its feature a request may come: event time that idleness waits beyond its own. */
    @WithDefault("2m")
    Duration grace();
}
