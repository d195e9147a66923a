package dev.plumbline.bench.chaos.notify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.bench.alerting.WebhookServer.Message;
import dev.plumbline.bench.alerting.WebhookServer.Reply;
import dev.plumbline.bench.alerting.WebhookServer.Taker;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** One receiver that answers as it should, others that in turn fail, hang, redirect and flood; all note what they take. */
final class Receivers implements Taker {
    static final String STEADY = "steady";

    private static final Reply[] IN_TURN = {Reply.ERROR, Reply.HANG, Reply.REDIRECT, Reply.FLOOD};
    private static final Set<Reply> NOT_TAKEN = Set.of(Reply.ERROR, Reply.REDIRECT);

    /** One message in so many is answered badly. */
    private static final int BAD = 4;

    /** No message is answered badly more often, so that none fails for good. */
    private static final int MOST_BAD = 3;

    private final Trap trap;
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final Map<Reply, AtomicInteger> replies = new EnumMap<>(Reply.class);
    private final Map<String, AtomicInteger> seen = new ConcurrentHashMap<>();
    private final AtomicInteger turns;
    private final AtomicInteger forged = new AtomicInteger();

    /** @param turn what the first bad answer is */
    Receivers(Trap trap, int turn) {
        this.trap = trap;
        this.turns = new AtomicInteger(turn * BAD);
        for (Reply reply : Reply.values()) {
            replies.put(reply, new AtomicInteger());
        }
    }

    @Override
    public Reply take(Message message) throws InterruptedException {
        long now = System.nanoTime();
        int before = seen.computeIfAbsent(message.receiver() + message.id(), first -> new AtomicInteger())
                .getAndIncrement();
        if (!message.genuine()) {
            forged.incrementAndGet();
        }
        Reply held = trap.pass(message);
        Reply reply = held == null ? reply(message, before) : held;
        count(reply);
        if (!NOT_TAKEN.contains(reply)) {
            taken.add(taken(message, reply, now));
        }
        return reply;
    }

    private Reply reply(Message message, int before) {
        if (message.receiver().equals(STEADY) || before >= MOST_BAD) {
            return Reply.OK;
        }
        int turn = turns.getAndIncrement();
        return turn % BAD == 0 ? IN_TURN[turn / BAD % IN_TURN.length] : Reply.OK;
    }

    private void count(Reply reply) {
        AtomicInteger counter = replies.get(reply);
        if (counter != null) {
            counter.incrementAndGet();
        }
    }

    private static Taken taken(Message message, Reply reply, long atNanos) {
        JsonNode subject = message.body().at("/data/alert/subject");
        return new Taken(
                message.receiver(),
                alert(
                        subject.path("kind").asText(),
                        subject.path("feature").asText(),
                        subject.path("name").asText()),
                message.body().path("type").asText().equals("alert.resolved"),
                message.id(),
                !message.body().at("/data/superseded").isEmpty(),
                reply == Reply.HANG,
                atNanos);
    }

    /** What an alert is known by here. */
    static String alert(String kind, String feature, String name) {
        return kind + "/" + feature + "/" + name;
    }

    List<Taken> taken() {
        return taken;
    }

    /** How often a message came. */
    int times(Message message) {
        AtomicInteger times = seen.get(message.receiver() + message.id());
        return times == null ? 0 : times.get();
    }

    int answered(Reply reply) {
        AtomicInteger counter = replies.get(reply);
        return counter == null ? 0 : counter.get();
    }

    /** Messages whose signature was wrong. */
    int forged() {
        return forged.get();
    }
}
