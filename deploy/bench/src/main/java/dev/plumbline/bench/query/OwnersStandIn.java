package dev.plumbline.bench.query;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands in for the services beside the console and answers at once: their time is not measured here. */
final class OwnersStandIn implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final String alert;

    /** @param examples traces that the alert shows */
    OwnersStandIn(List<String> examples) throws IOException {
        try (InputStream in = OwnersStandIn.class.getResourceAsStream("/dev/plumbline/bench/alert.json")) {
            if (in == null) {
                throw new IllegalStateException("the class path lacks alert.json");
            }
            alert = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\"TRACES\"", "\"" + String.join("\",\"", examples) + "\"")
                    .replace("helpdesk", StoredDay.feature(0));
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        String json = path.matches("/api/v1/alerts/[0-9]+")
                ? alert
                : path.equals("/api/v1/ingest/status")
                        ? "{\"lastHour\":[],\"outbox\":0}"
                        : "{\"items\":[],\"next\":null,\"outbox\":0,\"deadLetters\":0}";
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
