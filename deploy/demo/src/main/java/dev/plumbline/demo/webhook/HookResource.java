package dev.plumbline.demo.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.demo.webhook.Signature.Headers;
import dev.plumbline.demo.webhook.Signature.Verdict;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Receives webhooks on a free port of the loopback. A valid message is answered with 204 and shown once, however often
 * it is delivered; any other with 4xx, and not shown.
 */
public final class HookResource implements AutoCloseable {

    private static final String PATH = "/hook";
    private static final int LARGEST = 1 << 20;

    private final HttpServer server;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "webhook");
        thread.setDaemon(true);
        return thread;
    });
    private final ObjectMapper json = new ObjectMapper();
    private final Secret secret;
    private final Clock clock;
    private final Consumer<Page> show;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final List<Page> pages = new CopyOnWriteArrayList<>();
    private final LongAdder refused = new LongAdder();

    /** @param show called once for each valid message */
    public HookResource(Secret secret, Clock clock, Consumer<Page> show) {
        this.secret = secret;
        this.clock = clock;
        this.show = show;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("no port of the loopback could be opened", e);
        }
        server.createContext(PATH, this::receive);
        server.setExecutor(worker);
        server.start();
    }

    /** Where it listens. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
    }

    /** The valid messages so far, without repetitions. */
    public List<Page> pages() {
        return List.copyOf(pages);
    }

    /** How many messages were refused. */
    public long refused() {
        return refused.sum();
    }

    @Override
    public void close() {
        server.stop(0);
        worker.shutdownNow();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                exchange.getResponseHeaders().set("Allow", "POST");
                answer(exchange, 405, "send a POST");
                return;
            }
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST + 1);
            if (body.length > LARGEST) {
                answer(exchange, 413, "a message is at most 1 MiB");
                return;
            }
            Headers headers = new Headers(
                    header(exchange, "webhook-id"),
                    header(exchange, "webhook-timestamp"),
                    header(exchange, "webhook-signature"));
            Verdict verdict = Signature.check(headers, body, secret, clock.instant());
            if (verdict == Verdict.VALID) {
                accept(exchange, headers.id(), body);
            } else {
                refused.increment();
                answer(exchange, 401, "signature: " + verdict);
            }
        }
    }

    private void accept(HttpExchange exchange, String id, byte[] body) throws IOException {
        JsonNode message;
        try {
            message = json.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            refused.increment();
            answer(exchange, 400, "not JSON");
            return;
        }
        if (seen.add(id)) {
            Page page = new Page(id, message);
            pages.add(page);
            show.accept(page);
        }
        exchange.sendResponseHeaders(204, -1);
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
