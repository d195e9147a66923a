package dev.plumbline.evaluator.judge.trail;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.evaluator.judge.endpoint.JudgeConfig;
import dev.plumbline.evaluator.judge.trail.OtlpTrace.Named;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Sends judges' calls to {@code POST {endpoint}/v1/traces}, every two seconds. Judging never waits for it: what does not fit
 * into its queue, or is refused for good, is dropped and counted; what cannot be sent now is sent again.
 */
@Singleton
public class TrailClient {
    private static final Logger LOG = Logger.getLogger(TrailClient.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MOST_WAITING = 2_000;
    private static final int BATCH = 200;

    private final JudgeConfig.Trace config;
    private final MeterRegistry metrics;
    private final BlockingQueue<Named> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final List<Named> inHand = new ArrayList<>();
    private final SecureRandom random = new SecureRandom();
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    TrailClient(JudgeConfig config, MeterRegistry metrics) {
        this.config = config.trace();
        this.metrics = metrics;
    }

    /** Never blocks. */
    public void add(JudgeCall call) {
        if (config.endpoint().isPresent() && !waiting.offer(new Named(id(16), id(8), call))) {
            count("dropped", 1);
        }
    }

    /** Sends what waits, until it cannot. */
    @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    public void send() throws InterruptedException {
        boolean more = true;
        while (more) {
            more = sendBatch();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        sendBatch();
    }

    /** @return whether there may be more to send now */
    private synchronized boolean sendBatch() throws InterruptedException {
        waiting.drainTo(inHand, BATCH - inHand.size());
        URI endpoint = config.endpoint().orElse(null);
        if (inHand.isEmpty() || endpoint == null) {
            return false;
        }
        try {
            int status = http.send(request(endpoint), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status == 429 || status >= 500) {
                return false;
            }
            if (status != 200) {
                LOG.warnf("traces of the judge are refused with HTTP %d; see plumbline.judge.trace", status);
            }
            count(status == 200 ? "sent" : "dropped", inHand.size());
            inHand.clear();
            return true;
        } catch (IOException e) {
            LOG.debugf(e, "traces of the judge wait");
            return false;
        }
    }

    private HttpRequest request(URI endpoint) throws IOException {
        String base = endpoint.toString().replaceAll("/+$", "");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/v1/traces"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json");
        config.key().ifPresent(key -> request.header("x-plumbline-key", key));
        byte[] body = JSON.writeValueAsBytes(OtlpTrace.message(inHand));
        return request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
    }

    private void count(String end, int calls) {
        metrics.counter("plumbline.judge.traces", "end", end).increment(calls);
    }

    private String id(int bytes) {
        byte[] id = new byte[bytes];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
