package dev.plumbline.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends at a fixed rate whether or not answers come. An answer's time counts from when its message was due, so that a
 * receiver that stalls is charged for the messages that had to wait.
 */
public final class OpenLoop {
    private final OtlpClient client;

    public OpenLoop(OtlpClient client) {
        this.client = client;
    }

    /**
     * The answer to one message.
     *
     * @param seconds from when it was due until it was answered
     * @param atNanos when it was answered, by {@link System#nanoTime}
     */
    public record Answered(double seconds, long atNanos) {}

    /**
     * @param perSecond messages
     * @return one entry per message, in order
     * @throws IllegalStateException when one of them was not taken
     */
    public List<Answered> send(List<byte[]> messages, double perSecond) {
        List<CompletableFuture<Answered>> calls = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < messages.size(); i++) {
            long due = start + (long) (i * 1e9 / perSecond);
            long wait = due - System.nanoTime();
            while (wait > 0) {
                LockSupport.parkNanos(wait);
                wait = due - System.nanoTime();
            }
            calls.add(client.send(messages.get(i)).thenApply(answer -> {
                if (!answer.ok()) {
                    throw new IllegalStateException("a message was answered with gRPC status " + answer.code());
                }
                long now = System.nanoTime();
                return new Answered((now - due) / 1e9, now);
            }));
        }
        return calls.stream().map(CompletableFuture::join).toList();
    }
}
