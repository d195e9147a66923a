package dev.plumbline.drift.embed;

import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.drift.DriftConfig;
import dev.plumbline.drift.form.Form;
import dev.plumbline.drift.form.FormReader;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Leases sessions without a vector, reads their inputs, embeds them, stores the vectors. A session whose input cannot be
 * had or embedded ends as unreadable, with the reason: the sessions after it wait for it no longer.
 */
@Singleton
public class EmbeddingWorker {
    private static final Logger LOG = Logger.getLogger(EmbeddingWorker.class);

    private final TaskStore tasks;
    private final TextStore texts;
    private final Model model;
    private final DriftConfig config;
    private final Clock clock;
    private final FormReader forms = new FormReader();
    private Instant notBefore = Instant.MIN;

    public EmbeddingWorker(TaskStore tasks, TextStore texts, Model model, DriftConfig config, Clock clock) {
        this.tasks = tasks;
        this.texts = texts;
        this.model = model;
        this.config = config;
        this.clock = clock;
    }

    /** Works until nothing waits. */
    @Scheduled(
            every = "1s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void run() {
        if (config.embedding().threads() > 0) {
            while (batch()) {
                LOG.trace("a batch is embedded");
            }
        }
    }

    /** One batch; whether there was any. */
    public boolean batch() {
        if (clock.instant().isBefore(notBefore)) {
            return false;
        }
        List<Task> leased =
                tasks.lease(clock.instant(), config.lease(), config.embedding().batch());
        if (leased.isEmpty()) {
            return false;
        }
        Map<RequestRef, Request> requests =
                texts.requests(leased.stream().map(Task::request).collect(Collectors.toSet()));
        List<Embedded> ended = new ArrayList<>();
        List<Task> readable = new ArrayList<>();
        for (Task task : leased) {
            Request request = requests.get(task.request());
            if (request == null) {
                ended.add(Embedded.unreadable(task, "the request is not in the trace store"));
            } else if (request.text().input().isBlank()) {
                ended.add(Embedded.unreadable(task, "the request has no input text"));
            } else {
                readable.add(task);
            }
        }
        try {
            ended.addAll(embed(readable, requests));
        } catch (UnavailableException e) {
            LOG.warnf("%s; %d sessions wait for their vectors", e.getMessage(), readable.size());
            notBefore = clock.instant().plus(e.pause());
        }
        tasks.end(ended, model.id(), clock.instant());
        return true;
    }

    /** All at once; when that fails each alone, so that one text takes no other with it. */
    private List<Embedded> embed(List<Task> readable, Map<RequestRef, Request> requests) {
        List<Request> read = readable.stream()
                .map(task -> Objects.requireNonNull(requests.get(task.request())))
                .toList();
        List<String> wanted =
                read.stream().map(request -> request.text().input()).toList();
        try {
            List<float[]> vectors = model.embed(wanted);
            List<Embedded> embedded = new ArrayList<>();
            for (int i = 0; i < readable.size(); i++) {
                Form output = forms.ofOutput(
                        read.get(i).text().output(), read.get(i).shape().toolCalls());
                embedded.add(new Embedded(
                        readable.get(i),
                        vectors.get(i),
                        sha256(wanted.get(i)),
                        forms.of(wanted.get(i)),
                        output,
                        version(read.get(i)),
                        null));
            }
            return embedded;
        } catch (UnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            if (readable.size() == 1) {
                return failed(readable.get(0), e);
            }
            LOG.warnf(e, "%d texts could not be embedded at once; one by one", readable.size());
            return readable.stream()
                    .flatMap(task -> embed(List.of(task), requests).stream())
                    .toList();
        }
    }

    /** Waits for the lease to run out and is tried again, a stated number of times. */
    private List<Embedded> failed(Task task, RuntimeException fault) {
        LOG.warnf(
                fault,
                "the input of trace %s could not be embedded",
                task.request().traceId());
        return task.attempts() < config.embedding().attempts()
                ? List.of()
                : List.of(Embedded.unreadable(task, "the input could not be embedded"));
    }

    private static Embedded.Version version(Request request) {
        Map<String, String> labels = new TreeMap<>(request.attributes());
        String environment = request.origin().environment();
        if (environment != null) {
            labels.put("environment", environment);
        }
        return new Embedded.Version(
                request.origin().release(),
                request.text().fingerprint().system(),
                request.shape().model(),
                labels);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
