package dev.plumbline.bench.chaos.notify;

import dev.plumbline.bench.alerting.WebhookServer.Message;
import dev.plumbline.bench.alerting.WebhookServer.Reply;
import dev.plumbline.servers.process.Deadline;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Keeps messages in the receiver's hand, so that their senders can be killed between sending and marking. */
final class Trap {
    private static final long MOST_SECONDS = 120;

    private final List<Held> held = new ArrayList<>();
    private boolean armed;

    /** A message without an answer yet. */
    record Held(Message message, CompletableFuture<Reply> reply) {}

    synchronized void arm() {
        armed = true;
    }

    /** What comes from now on passes; what is held stays. */
    synchronized void disarm() {
        armed = false;
    }

    /** Keeps the caller while the trap is armed; nothing when it is not. */
    @Nullable
    Reply pass(Message message) throws InterruptedException {
        Held one = new Held(message, new CompletableFuture<>());
        synchronized (this) {
            if (!armed) {
                return null;
            }
            held.add(one);
        }
        try {
            return one.reply().get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("nobody released a message", e);
        }
    }

    /** The first message that is held, waited for; null when none comes in time. */
    @Nullable
    Held await(Duration patience) {
        Deadline deadline = Deadline.in(patience);
        while (true) {
            synchronized (this) {
                if (!held.isEmpty()) {
                    return held.get(0);
                }
            }
            if (deadline.passed()) {
                return null;
            }
            deadline.pause();
        }
    }

    /** Those that are held and meant, taken out. */
    synchronized List<Held> take(Predicate<Held> meant) {
        List<Held> taken = held.stream().filter(meant).toList();
        held.removeAll(taken);
        return taken;
    }
}
