package dev.plumbline.bench.load;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** So many clients, each of which sends its next message when it has the answer to the last. */
public final class ClosedLoop {
    private final OtlpClient client;
    private final int clients;

    public ClosedLoop(OtlpClient client, int clients) {
        this.client = client;
        this.clients = clients;
    }

    /**
     * Sends all messages.
     *
     * @return seconds from the first send to the last answer
     * @throws IllegalStateException when one of them was not taken
     */
    public double send(List<byte[]> messages) {
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        CompletableFuture.allOf(IntStream.range(0, clients)
                        .mapToObj(one -> one(messages, next))
                        .toArray(CompletableFuture[]::new))
                .join();
        return (System.nanoTime() - start) / 1e9;
    }

    private CompletableFuture<Void> one(List<byte[]> messages, AtomicInteger next) {
        int index = next.getAndIncrement();
        if (index >= messages.size()) {
            return CompletableFuture.completedFuture(null);
        }
        return client.send(messages.get(index)).thenCompose(answer -> {
            if (!answer.ok()) {
                throw new IllegalStateException("message " + index + " was answered with gRPC status " + answer.code());
            }
            return one(messages, next);
        });
    }
}
