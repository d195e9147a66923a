package dev.plumbline.bench.evaluate.judges;

import dev.plumbline.bench.load.OtlpClient;
import dev.plumbline.bench.load.Traces;
import io.opentelemetry.proto.trace.v1.Span;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Sends requests to trace-ingest, without what they retrieved, so that the scorers leave the processors to the judge. */
final class Feed implements AutoCloseable {
    private static final int AT_ONCE = 25;

    private final OtlpClient client;
    private final Traces traces;
    private long sent;

    Feed(int port, long seed, Clock clock) {
        this.client = new OtlpClient(port, 4);
        this.traces = new Traces(seed, clock);
    }

    long sent() {
        return sent;
    }

    /** Returns when so many more requests are stored. */
    void send(long requests) {
        List<CompletableFuture<OtlpClient.Answer>> answers = new ArrayList<>();
        for (long left = requests; left > 0; left -= AT_ONCE) {
            List<Span> spans = new ArrayList<>();
            for (long i = Math.min(AT_ONCE, left); i > 0; i--) {
                traces.next().stream()
                        .filter(span -> !span.getName().startsWith("retrieval"))
                        .forEach(spans::add);
            }
            answers.add(client.send(Traces.message(spans).toByteArray()));
        }
        for (CompletableFuture<OtlpClient.Answer> answer : answers) {
            if (!answer.join().ok()) {
                throw new IllegalStateException("trace-ingest did not take a message");
            }
        }
        sent += Math.max(0, requests);
    }

    @Override
    public void close() {
        client.close();
    }
}
