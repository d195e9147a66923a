package dev.plumbline.alerting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A receiver on loopback that answers as it is told, 200 when it is told nothing. */
public final class Hook implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final String about;

    /** @param about what a message must hold to be recorded; others, of other tests, are taken and forgotten */
    public Hook(String about) throws IOException {
        this.about = about;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    /** What came, with the text of its body. */
    public record Received(String path, HttpHeaders headers, String body) {
        public String id() {
            return headers.firstValue("webhook-id").orElse("");
        }

        public JsonNode json() throws IOException {
            return new ObjectMapper().readTree(body);
        }
    }

    /** How to answer, in writing as much and after as long as wanted. */
    public interface Answer {
        void give(HttpExchange exchange) throws IOException, InterruptedException;
    }

    public static Answer status(int status, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, -1);
        };
    }

    public void answer(Answer... next) {
        synchronized (answers) {
            answers.addAll(List.of(next));
        }
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    public List<Received> received() {
        return received;
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!body.contains(about)) {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
            return;
        }
        Answer answer;
        synchronized (answers) {
            answer = answers.isEmpty() ? status(200) : answers.pop();
        }
        received.add(new Received(
                exchange.getRequestURI().getPath(),
                HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true),
                body));
        try (exchange) {
            answer.give(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
