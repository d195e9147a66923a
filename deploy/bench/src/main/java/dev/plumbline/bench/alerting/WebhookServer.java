package dev.plumbline.bench.alerting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Receivers on loopback, one for each path. Signatures are verified by the library of the authors of Standard Webhooks. How a
 * message is answered is for its {@link Taker} to say.
 */
public final class WebhookServer implements AutoCloseable {
    /** What alerting signs with. */
    public static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);

    private static final String ELSEWHERE = "/elsewhere";
    private static final long MOST_SECONDS = 60;
    private static final int CHUNK = 64 * 1024;
    private static final int MOST_CHUNKS = 64 * 1024;

    private final ObjectMapper json = new ObjectMapper();
    private final Webhook webhook = new Webhook(SECRET);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong redirected = new AtomicLong();
    private final AtomicLong flooded = new AtomicLong();
    private final HttpServer server;
    private final Taker taker;

    /** How a message is answered. */
    public enum Reply {
        OK,
        ERROR,
        /** Never, or not until the sender has given up. */
        HANG,
        /** To another path of the same server. */
        REDIRECT,
        /** With success and a body that does not end. */
        FLOOD,
        /** The connection ends without an answer. */
        DROP
    }

    /**
     * A message that came.
     *
     * @param receiver the path it came to, without the slash
     * @param id its {@code webhook-id}
     * @param genuine whether its signature is right
     * @param port of the sender's end of the connection
     */
    public record Message(String receiver, String id, JsonNode body, boolean genuine, int port) {}

    /** Who takes messages. */
    public interface Taker {
        /** Called by a thread of its own for every message, and may keep it waiting. */
        Reply take(Message message) throws InterruptedException;
    }

    public WebhookServer(Taker taker) throws IOException {
        this.taker = taker;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    public String url(String receiver) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + receiver;
    }

    /** How often somebody followed a redirect. */
    public long redirected() {
        return redirected.get();
    }

    /** The largest number of bytes that somebody took of one endless answer, what lies in buffers included. */
    public long flooded() {
        return flooded.get();
    }

    private void take(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals(ELSEWHERE)) {
            redirected.incrementAndGet();
        }
        String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        HttpHeaders headers = HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true);
        try (exchange) {
            Message message = new Message(
                    path.substring(1),
                    headers.firstValue("webhook-id").orElse(""),
                    json.readTree(text),
                    genuine(text, headers),
                    exchange.getRemoteAddress().getPort());
            answer(exchange, taker.take(message));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean genuine(String text, HttpHeaders headers) {
        try {
            webhook.verify(text, headers);
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        }
    }

    private void answer(HttpExchange exchange, Reply reply) throws IOException, InterruptedException {
        switch (reply) {
            case OK -> exchange.sendResponseHeaders(200, -1);
            case ERROR -> exchange.sendResponseHeaders(500, -1);
            case HANG -> closed.await(MOST_SECONDS, TimeUnit.SECONDS);
            case REDIRECT -> {
                exchange.getResponseHeaders().add("Location", url("elsewhere"));
                exchange.sendResponseHeaders(302, -1);
            }
            case FLOOD -> flood(exchange);
            case DROP -> {}
        }
    }

    private void flood(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] chunk = "x".repeat(CHUNK).getBytes(StandardCharsets.US_ASCII);
        OutputStream out = exchange.getResponseBody();
        long written = 0;
        try {
            for (int i = 0; i < MOST_CHUNKS; i++) {
                out.write(chunk);
                written += chunk.length;
            }
        } finally {
            flooded.accumulateAndGet(written, Math::max);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
