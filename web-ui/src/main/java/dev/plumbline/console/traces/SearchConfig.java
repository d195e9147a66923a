package dev.plumbline.console.traces;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;

/** How long a list looks for requests. */
@ConfigMapping(prefix = "plumbline.console.search")
interface SearchConfig {

    /** A search that takes longer is shown as far as it came, with a link that goes on. */
    @WithDefault("500ms")
    Duration patience();
}
