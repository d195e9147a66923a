package dev.plumbline.bench.evaluate.judges;

import dev.plumbline.bench.load.Traces;
import io.opentelemetry.proto.trace.v1.Span;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Sends requests to trace-ingest, without what they retrieved, so that the scorers leave the processors to the judge. */
final class Feed {
    private static final int AT_ONCE = 25;
    private static final int OK = 200;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final Traces traces;
    private long sent;

    Feed(int port, long seed, Clock clock) {
        this.address = URI.create("http://127.0.0.1:" + port + "/v1/traces");
        this.traces = new Traces(seed, clock);
    }

    long sent() {
        return sent;
    }

    /** Returns when so many more requests are stored. */
    void send(long requests) {
        for (long left = requests; left > 0; left -= AT_ONCE) {
            long now = Math.min(AT_ONCE, left);
            List<Span> spans = new ArrayList<>();
            for (long i = 0; i < now; i++) {
                traces.next().stream()
                        .filter(span -> !span.getName().startsWith("retrieval"))
                        .forEach(spans::add);
            }
            post(Traces.message(spans).toByteArray());
            sent += now;
        }
    }

    private void post(byte[] message) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(30))
                .header("content-type", "application/x-protobuf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(message))
                .build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != OK) {
                throw new IllegalStateException("trace-ingest answered " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending", e);
        }
    }
}
