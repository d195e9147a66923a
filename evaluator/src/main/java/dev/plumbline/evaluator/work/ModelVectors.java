package dev.plumbline.evaluator.work;

import dev.plumbline.embedding.Embedder;
import dev.plumbline.embedding.EmbedderSettings;
import dev.plumbline.evaluator.EvaluatorConfig;
import dev.plumbline.evaluator.scoring.retrieval.SentenceVectors;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** The embedding model, loaded when the first sentence needs it: an installation without retrieval never pays for it. */
@Singleton
class ModelVectors implements SentenceVectors {
    private static final int QUEUE = 256;
    private static final long CACHE_BYTES = 16L << 20;

    private final EmbedderSettings settings;
    private @Nullable Embedder embedder;

    ModelVectors(EvaluatorConfig config) {
        this.settings =
                new EmbedderSettings(Math.max(1, config.workers()), QUEUE, CACHE_BYTES, config.embeddingFolder());
    }

    @Override
    public List<float[]> of(List<String> texts) {
        return model().embed(texts);
    }

    @PreDestroy
    synchronized void close() {
        if (embedder != null) {
            embedder.close();
        }
    }

    private synchronized Embedder model() {
        if (embedder == null) {
            embedder = new Embedder(settings);
        }
        return embedder;
    }
}
