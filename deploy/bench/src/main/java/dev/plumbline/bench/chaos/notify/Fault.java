package dev.plumbline.bench.chaos.notify;

import java.util.List;

/**
 * What was done to a process.
 *
 * @param fromNanos just before it, by {@link System#nanoTime}
 * @param toNanos when it was over
 * @param workers replicas that may have lost what they had in hand: each explains one duplicate per receiver
 */
record Fault(Kind kind, long fromNanos, long toNanos, int workers) {

    enum Kind {
        /** SIGKILL of the replica that has just sent a message and waits for its answer. */
        KILL,
        /** SIGKILL of PostgreSQL while messages are under way. */
        POSTGRES,
        /** SIGKILL of Kafka while events are under way. */
        KAFKA,
        /** The replica that has just sent a message stands still until the other has sent it again, and goes on. */
        PAUSE
    }

    /** Ten in turn, mostly kills. */
    static final List<Kind> IN_TURN = List.of(
            Kind.KILL,
            Kind.KILL,
            Kind.POSTGRES,
            Kind.KILL,
            Kind.PAUSE,
            Kind.KILL,
            Kind.KAFKA,
            Kind.KILL,
            Kind.KILL,
            Kind.KILL);
}
