package dev.plumbline.drift.embed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Another embedding model than the built-in one, behind any OpenAI-compatible endpoint. */
@ConfigMapping(prefix = "plumbline.embedding")
interface EmbeddingConfig {

    /** The API's base, for example {@code https://api.openai.com/v1}; without it the built-in model is used. */
    Optional<URI> url();

    /** Name of the model; wanted with a URL. */
    Optional<String> model();

    /** Sent as bearer token; never logged. */
    Optional<String> key();

    /** Texts in one call. */
    @WithDefault("64")
    int batch();

    /** For one call. */
    @WithDefault("30s")
    Duration timeout();
}
