package dev.plumbline.drift.embed;

import dev.plumbline.drift.DriftConfig;
import dev.plumbline.embedding.Embedder;
import dev.plumbline.embedding.EmbedderSettings;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** The embedding model: the one in this process, loaded when the first text comes, or an endpoint. */
@Singleton
public class Model {
    private final EmbedderSettings settings;
    private final @Nullable EndpointClient endpoint;
    private @Nullable Embedder embedder;

    Model(DriftConfig config, EmbeddingConfig other, MeterRegistry metrics) {
        DriftConfig.Embedding embedding = config.embedding();
        this.settings = new EmbedderSettings(
                Math.max(1, embedding.threads()), 4 * embedding.batch(), embedding.cacheBytes(), embedding.folder());
        this.endpoint = other.url().isEmpty()
                ? null
                : new EndpointClient(new EndpointClient.Settings(
                        other.url().get(),
                        other.model()
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "plumbline.embedding.model is wanted with plumbline.embedding.url")),
                        other.key().orElse(""),
                        Math.max(1, other.batch()),
                        other.timeout()));
        metrics.gauge("plumbline.drift.embedded", this, Model::embedded);
    }

    /** Names the model; stored beside each vector. */
    public String id() {
        return endpoint == null ? Embedder.MODEL_ID : endpoint.id();
    }

    /** Whether it is the one in this process. */
    public boolean isBuiltIn() {
        return endpoint == null;
    }

    /**
     * The vectors of texts, in their order, each of length 1.
     *
     * @throws UnavailableException when an endpoint is away for now
     */
    public List<float[]> embed(List<String> texts) {
        return endpoint == null ? embedder().embed(texts) : endpoint.embed(texts);
    }

    private synchronized Embedder embedder() {
        if (embedder == null) {
            embedder = new Embedder(settings);
        }
        return embedder;
    }

    private synchronized double embedded() {
        return embedder == null ? 0 : embedder.counts().runs();
    }

    @PreDestroy
    synchronized void close() {
        if (embedder != null) {
            embedder.close();
        }
    }
}
