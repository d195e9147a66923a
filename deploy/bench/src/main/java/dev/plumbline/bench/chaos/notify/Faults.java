package dev.plumbline.bench.chaos.notify;

import dev.plumbline.bench.alerting.WebhookServer.Reply;
import dev.plumbline.bench.stand.AlertingStand;
import dev.plumbline.servers.process.Deadline;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Breaks things while a message is in a receiver's hand, and notes when. */
final class Faults {
    static final int REPLICAS = 2;

    private static final Duration FOR_A_MESSAGE = Duration.ofSeconds(15);
    private static final Duration FOR_ANOTHER = Duration.ofSeconds(60);

    /** Connections that a replica still holds to a server that is gone fail when they are next used. */
    private static final long AFTER_EFFECT_NANOS = Duration.ofSeconds(15).toNanos();

    private final AlertingStand stand;
    private final Trap trap;
    private final ToIntFunction<Trap.Held> times;
    private final List<Fault> faults = new ArrayList<>();
    private int next;

    /** @param times how often a message has come */
    Faults(AlertingStand stand, Trap trap, ToIntFunction<Trap.Held> times) {
        this.stand = stand;
        this.trap = trap;
        this.times = times;
    }

    List<Fault> faults() {
        return faults;
    }

    /** Does it and returns when everything runs again. */
    void inject(Fault.Kind kind) throws IOException, InterruptedException {
        switch (kind) {
            case KILL -> kill();
            case POSTGRES -> postgres();
            case KAFKA -> kafka();
            case PAUSE -> pause();
        }
    }

    private void kill() {
        int victim = sender(trap.await(FOR_A_MESSAGE));
        long from = System.nanoTime();
        stand.kill(victim);
        faults.add(new Fault(Fault.Kind.KILL, from, System.nanoTime(), 1));
        release(Reply.OK);
        stand.startAgain(victim);
        stand.awaitReady(victim);
    }

    private void postgres() {
        trap.await(FOR_A_MESSAGE);
        long from = System.nanoTime();
        // Answered while it is away: what was delivered cannot be marked.
        Thread answers = new Thread(() -> release(Reply.OK), "answers");
        answers.start();
        stand.killAndRestartPostgres();
        faults.add(new Fault(Fault.Kind.POSTGRES, from, System.nanoTime() + AFTER_EFFECT_NANOS, REPLICAS));
    }

    private void kafka() {
        release(Reply.OK);
        long from = System.nanoTime();
        stand.killAndRestartKafka();
        faults.add(new Fault(Fault.Kind.KAFKA, from, System.nanoTime(), 0));
    }

    /**
     * The worker that stands still believes to the end that the message is its own: its attempt fails long after the other
     * replica has delivered the message.
     */
    private void pause() throws IOException, InterruptedException {
        int victim = sender(trap.await(FOR_A_MESSAGE));
        long from = System.nanoTime();
        stand.pause(victim);
        trap.disarm();
        List<Trap.Held> stuck = trap.take(one -> sender(one) == victim);
        release(Reply.OK);
        Deadline deadline = Deadline.in(FOR_ANOTHER);
        while (stuck.stream().anyMatch(one -> times.applyAsInt(one) < 2) && !deadline.passed()) {
            deadline.pause();
        }
        stuck.forEach(one -> one.reply().complete(Reply.DROP));
        stand.resume(victim);
        stand.awaitReady(victim);
        faults.add(new Fault(Fault.Kind.PAUSE, from, System.nanoTime(), 1));
    }

    private void release(Reply reply) {
        trap.disarm();
        trap.take(one -> true).forEach(one -> one.reply().complete(reply));
    }

    /** The replica that sent a message; one in turn when nothing was sent. */
    private int sender(Trap.@Nullable Held held) {
        if (held != null) {
            return SocketOwner.of(held.message().port(), stand.pids()).orElseGet(() -> next++ % REPLICAS);
        }
        return next++ % REPLICAS;
    }
}
