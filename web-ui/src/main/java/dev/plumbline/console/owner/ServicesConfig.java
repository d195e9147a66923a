package dev.plumbline.console.owner;

import io.smallrye.config.ConfigMapping;

import java.net.URI;

/** Where the other services answer. */
@ConfigMapping(prefix = "plumbline.services")
interface ServicesConfig {

    URI traceIngest();

    URI evaluator();

    URI driftService();

    URI alerting();
}
