package dev.plumbline.embedding;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Text to a vector of {@link #DIMENSIONS} floats of length 1; the dot product of two is their cosine similarity. The
 * model is all-MiniLM-L6-v2 (Wang et al. 2020, Reimers and Gurevych 2019): English, mean over the tokens.
 *
 * <p>The same text always gives the same vector, bit for bit on the same kind of processor, whatever else runs. Only
 * the first {@link #MAX_TOKENS} tokens count, and of a text never more than its first {@link #MAX_CHARS} characters are
 * read. The empty text has a vector too, that of no words: all empty texts are alike and unlike most others.
 *
 * <p>Thread-safe. A caller waits while the queue is full. After {@link #close} texts already asked for are finished and
 * new ones refused with an {@link IllegalStateException}.
 */
public final class Embedder implements AutoCloseable {

    /** The model, its quantisation and the start of a SHA-256 over its files: stored beside each vector. */
    public static final String MODEL_ID = MiniLm.ID;

    public static final int DIMENSIONS = MiniLm.DIMENSIONS;
    public static final int MAX_TOKENS = MiniLm.MAX_TOKENS;
    public static final int MAX_CHARS = 32_768;

    private final MiniLm model;
    private final VectorCache cache;
    private final ExecutorService workers;
    private final Semaphore room;
    private final int queue;
    private final LongAdder hits = new LongAdder();
    private final LongAdder runs = new LongAdder();

    /** Loads the model: about half a second and 120 MB. */
    public Embedder(EmbedderSettings settings) {
        this.model = MiniLm.load(settings.folder());
        this.cache = new VectorCache(settings.cacheBytes());
        this.workers = Executors.newFixedThreadPool(settings.threads(), daemons());
        this.queue = settings.queue();
        this.room = new Semaphore(queue, true);
    }

    /** The vector of a text; the caller owns the array. */
    public float[] embed(String text) {
        return embed(List.of(text)).get(0);
    }

    /** The vectors of texts, in their order; equal texts run once. The caller owns the arrays. */
    public List<float[]> embed(List<String> texts) {
        Map<TextDigest, CompletableFuture<float[]>> pending = new HashMap<>();
        List<CompletableFuture<float[]>> answers = new ArrayList<>(texts.size());
        for (String text : texts) {
            byte[] utf8 = head(text).getBytes(StandardCharsets.UTF_8);
            TextDigest digest = TextDigest.of(utf8);
            answers.add(pending.computeIfAbsent(digest, key -> start(key, utf8)));
        }
        List<float[]> vectors = new ArrayList<>(answers.size());
        for (CompletableFuture<float[]> answer : answers) {
            vectors.add(await(answer).clone());
        }
        return vectors;
    }

    public EmbedderCounts counts() {
        return new EmbedderCounts(hits.sum(), runs.sum(), queue - room.availablePermits());
    }

    @Override
    public void close() {
        workers.shutdown();
        boolean interrupted = false;
        while (true) {
            try {
                if (workers.awaitTermination(1, TimeUnit.MINUTES)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        model.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<float[]> start(TextDigest digest, byte[] utf8) {
        if (workers.isShutdown()) {
            throw closed();
        }
        float[] known = cache.get(digest);
        if (known != null) {
            hits.increment();
            return CompletableFuture.completedFuture(known);
        }
        room.acquireUninterruptibly();
        try {
            return CompletableFuture.supplyAsync(() -> run(digest, utf8), workers);
        } catch (RejectedExecutionException e) {
            room.release();
            throw closed();
        }
    }

    private float[] run(TextDigest digest, byte[] utf8) {
        try {
            // A lone surrogate has become a question mark: the tokenizer's native side sees valid text only.
            float[] vector = model.run(new String(utf8, StandardCharsets.UTF_8));
            runs.increment();
            cache.put(digest, vector);
            return vector;
        } finally {
            room.release();
        }
    }

    private static float[] await(CompletableFuture<float[]> answer) {
        try {
            return answer.join();
        } catch (CompletionException | CancellationException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static String head(String text) {
        if (text.length() <= MAX_CHARS) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_CHARS - 1)) ? MAX_CHARS - 1 : MAX_CHARS;
        return text.substring(0, end);
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("the embedder is closed");
    }

    private static ThreadFactory daemons() {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "embedder-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
