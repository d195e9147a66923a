package dev.plumbline.demo.truth;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Reports truth and feedback when it becomes known, and again when the request is not known yet or the service is not
 * there: after 1, 2, 4, 8, 15 and then every 30 seconds.
 */
public final class FeedbackClient implements AutoCloseable {

    private static final List<Long> PAUSES = List.of(1L, 2L, 4L, 8L, 15L, 30L, 30L, 30L);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ObjectMapper json = new ObjectMapper();
    private final ScheduledExecutorService workers;
    private final String api;
    private final Clock clock;
    private final LongAdder known = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder givenUp = new LongAdder();
    private final LongAdder retries = new LongAdder();

    /** @param api such as {@code http://127.0.0.1:8080} */
    public FeedbackClient(String api, Clock clock) {
        this.api = api;
        this.clock = clock;
        this.workers = Executors.newScheduledThreadPool(2, task -> {
            Thread thread = new Thread(task, "feedback");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Reports later.
     *
     * @param at when it became known, as the report says
     * @param due when to send it; not before {@code at}
     */
    public void report(String traceId, Report report, Instant at, Instant due) {
        HttpRequest request = request(traceId, report, at);
        Duration wait = Duration.between(clock.instant(), due);
        ScheduledFuture<?> unused =
                workers.schedule(() -> first(request), Math.max(0, wait.toMillis()), TimeUnit.MILLISECONDS);
    }

    /** Waiting are those only that are due already. */
    public FeedbackCounts counts() {
        long done = delivered.sum() + refused.sum() + givenUp.sum();
        return new FeedbackCounts(
                delivered.sum(), refused.sum(), givenUp.sum(), Math.max(0, known.sum() - done), retries.sum());
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }

    private void first(HttpRequest request) {
        known.increment();
        attempt(request, 0);
    }

    private void attempt(HttpRequest request, int before) {
        int status = send(request);
        if (status >= 200 && status < 300) {
            delivered.increment();
        } else if (status != 404 && status != 429 && status < 500) {
            refused.increment();
        } else if (before >= PAUSES.size()) {
            givenUp.increment();
        } else {
            retries.increment();
            ScheduledFuture<?> unused =
                    workers.schedule(() -> attempt(request, before + 1), PAUSES.get(before), TimeUnit.SECONDS);
        }
    }

    /** The status; 503 when nobody answered. */
    private int send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 503;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 503;
        }
    }

    private HttpRequest request(String traceId, Report report, Instant at) {
        ObjectNode body = json.createObjectNode()
                .put("traceId", traceId)
                .put("at", at.truncatedTo(ChronoUnit.MILLIS).toString());
        String path;
        if (report.kind() == Report.Kind.TICKET) {
            path = "/api/v1/truth";
            body.put("name", "resolved")
                    .put("value", report.value())
                    .put("label", report.value() == 1 ? "resolved" : "unresolved")
                    .put("source", "ticket-system");
        } else {
            path = "/api/v1/feedback";
            body.put("name", "thumbs").put("value", (int) report.value());
        }
        return HttpRequest.newBuilder(URI.create(api + path))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
    }
}
