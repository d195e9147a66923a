package dev.plumbline.bench.evaluate.judges;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A judge on loopback that speaks chat completions and takes seconds for an answer. One verdict in twenty is
 * a failure; each quotes the answer that it judges, as the evaluator demands. While it is away, calls in flight lose their
 * connection and new ones get 503.
 */
final class SlowJudge implements AutoCloseable {
    /** What it says that a call took; the evaluator reckons with less before it asks. */
    static final int TOKENS = 6_000;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double FAILS = 0.05;
    private static final int QUOTED = 40;

    private final HttpServer server;
    private final ExecutorService calls = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService answers = Executors.newScheduledThreadPool(2);
    private final Set<HttpExchange> open = ConcurrentHashMap.newKeySet();
    private final SplittableRandom random;
    private final Takes takes;
    private final AtomicLong passed = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong cut = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean away;

    /** How long a call takes, in milliseconds, evenly from the least to the most. */
    record Takes(int least, int most) {}

    SlowJudge(long seed, Takes takes) throws IOException {
        this.takes = takes;
        this.random = new SplittableRandom(seed);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
        server.setExecutor(calls);
        server.createContext("/v1/chat/completions", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    int inFlight() {
        return open.size();
    }

    /** Verdicts given in full. */
    long answered() {
        return passed.get() + failed.get();
    }

    /** Verdicts of failure among them. */
    long failed() {
        return failed.get();
    }

    /** Calls whose connection was cut. */
    long cut() {
        return cut.get();
    }

    /** Calls that came while it was away. */
    long refused() {
        return refused.get();
    }

    void goAway() {
        away = true;
        open.forEach(call -> {
            if (open.remove(call)) {
                cut.incrementAndGet();
                call.close();
            }
        });
    }

    void comeBack() {
        away = false;
    }

    private void take(HttpExchange call) throws IOException {
        JsonNode asked = JSON.readTree(call.getRequestBody());
        if (away) {
            refused.incrementAndGet();
            call.sendResponseHeaders(503, -1);
            call.close();
            return;
        }
        open.add(call);
        int millis;
        boolean fails;
        synchronized (random) {
            millis = takes.least() + random.nextInt(takes.most() - takes.least());
            fails = random.nextDouble() < FAILS;
        }
        byte[] body = completion(quote(asked), fails);
        answers.schedule(() -> answer(call, body, fails), millis, TimeUnit.MILLISECONDS);
    }

    private void answer(HttpExchange call, byte[] body, boolean fails) {
        if (!open.remove(call)) {
            return;
        }
        // Counted first: the evaluator may have stored the verdict before this thread goes on.
        (fails ? failed : passed).incrementAndGet();
        try (call) {
            call.sendResponseHeaders(200, body.length);
            call.getResponseBody().write(body);
        } catch (IOException e) {
            (fails ? failed : passed).decrementAndGet();
        }
    }

    private static byte[] completion(String quote, boolean fails) {
        ObjectNode verdict = JSON.createObjectNode()
                .put("reasoning", "")
                .put("verdict", fails ? "fail" : "pass")
                .put("criterion", "clear");
        verdict.putArray("evidence").add(quote);
        ObjectNode completion = JSON.createObjectNode().put("object", "chat.completion");
        completion
                .putArray("choices")
                .addObject()
                .put("finish_reason", "stop")
                .putObject("message")
                .put("role", "assistant")
                .put("content", verdict.toString());
        completion.putObject("usage").put("prompt_tokens", TOKENS - 100).put("completion_tokens", 100);
        return completion.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String quote(JsonNode asked) {
        JsonNode messages = asked.path("messages");
        String content = messages.path(messages.size() - 1).path("content").asText();
        int fence = content.indexOf("<<<ANSWER ");
        String answer = content.substring(content.indexOf('\n', Math.max(0, fence)) + 1);
        return answer.substring(0, Math.min(QUOTED, answer.length()));
    }

    @Override
    public void close() {
        answers.shutdownNow();
        server.stop(0);
        calls.shutdownNow();
    }
}
