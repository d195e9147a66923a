package dev.plumbline.drift.cases;

import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.drift.DriftConfig;
import dev.plumbline.drift.cases.CaseTaskStore.Ended;
import dev.plumbline.drift.cases.CaseTaskStore.Task;
import dev.plumbline.drift.embed.Model;
import dev.plumbline.drift.embed.TextStore;
import dev.plumbline.drift.embed.UnavailableException;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Embeds cases by the model that embeds traffic. One whose text cannot be had or embedded ends as unreadable. */
@Singleton
public class CaseWorker {
    private static final Logger LOG = Logger.getLogger(CaseWorker.class);

    private final CaseTaskStore tasks;
    private final TextStore texts;
    private final Model model;
    private final DriftConfig config;
    private final Clock clock;
    private Instant notBefore = Instant.MIN;
    private boolean started;

    CaseWorker(CaseTaskStore tasks, TextStore texts, Model model, DriftConfig config, Clock clock) {
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
        if (config.embedding().threads() == 0) {
            return;
        }
        if (!started) {
            tasks.again(model.id());
            started = true;
        }
        while (batch()) {
            LOG.trace("a batch of cases is embedded");
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
        Map<RequestRef, String> inputs = texts.inputs(
                leased.stream().map(Task::request).filter(Objects::nonNull).collect(Collectors.toSet()));
        List<Ended> ended = new ArrayList<>();
        List<Task> readable = new ArrayList<>();
        List<String> wanted = new ArrayList<>();
        for (Task task : leased) {
            String text = task.request() == null ? task.input() : inputs.get(task.request());
            if (text == null || text.isBlank()) {
                ended.add(new Ended(task, null, "its trace is no longer there"));
            } else {
                readable.add(task);
                wanted.add(text);
            }
        }
        try {
            ended.addAll(embed(readable, wanted));
        } catch (UnavailableException e) {
            LOG.warnf("%s; %d cases wait for their vectors", e.getMessage(), readable.size());
            notBefore = clock.instant().plus(e.pause());
        }
        tasks.end(ended, model.id(), clock.instant());
        return true;
    }

    /** All at once; when that fails each alone, so that one text takes no other with it. */
    private List<Ended> embed(List<Task> readable, List<String> wanted) {
        try {
            List<float[]> vectors = model.embed(wanted);
            List<Ended> ended = new ArrayList<>();
            for (int i = 0; i < readable.size(); i++) {
                ended.add(new Ended(readable.get(i), vectors.get(i), null));
            }
            return ended;
        } catch (UnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            List<Ended> ended = new ArrayList<>();
            if (readable.size() == 1) {
                LOG.warnf(
                        e,
                        "a case of set %d could not be embedded",
                        readable.get(0).set());
                if (readable.get(0).attempts() >= config.embedding().attempts()) {
                    ended.add(new Ended(readable.get(0), null, "it could not be embedded"));
                }
                return ended;
            }
            for (int i = 0; i < readable.size(); i++) {
                ended.addAll(embed(List.of(readable.get(i)), List.of(wanted.get(i))));
            }
            return ended;
        }
    }
}
