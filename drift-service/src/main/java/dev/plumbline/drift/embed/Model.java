package dev.plumbline.drift.embed;

import dev.plumbline.drift.DriftConfig;
import dev.plumbline.embedding.Embedder;
import dev.plumbline.embedding.EmbedderSettings;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** The embedding model of this process, loaded when the first text comes. */
@Singleton
public class Model {
    private final EmbedderSettings settings;
    private @Nullable Embedder embedder;

    public Model(DriftConfig config, MeterRegistry metrics) {
        DriftConfig.Embedding embedding = config.embedding();
        this.settings = new EmbedderSettings(
                Math.max(1, embedding.threads()), 4 * embedding.batch(), embedding.cacheBytes(), embedding.folder());
        metrics.gauge("plumbline.drift.embedded", this, Model::embedded);
    }

    List<float[]> embed(List<String> texts) {
        return embedder().embed(texts);
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
