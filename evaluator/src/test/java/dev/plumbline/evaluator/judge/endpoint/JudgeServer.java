package dev.plumbline.evaluator.judge.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A judge on loopback that speaks the real protocol and answers as a test tells it. */
public final class JudgeServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RESET = -1;

    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<JsonNode> traces = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = call -> Answer.said("nothing");

    /** What one call looked like. */
    public record Asked(String path, Map<String, List<String>> headers, JsonNode body) {
        public String lastMessage() {
            JsonNode messages = body.get("messages");
            return messages.get(messages.size() - 1).get("content").textValue();
        }
    }

    /** What one call gets. */
    public record Answer(int status, Map<String, String> headers, String body) {
        public static Answer of(int status, String body, String... headers) {
            return new Answer(status, headers.length == 0 ? Map.of() : Map.of(headers[0], headers[1]), body);
        }

        /** The connection ends without a word. */
        public static Answer reset() {
            return of(RESET, "");
        }

        /** A chat completion of 100 and 20 tokens. */
        public static Answer said(String content) {
            return said(content, 100, 20);
        }

        public static Answer said(String content, int tokensIn, int tokensOut) {
            ObjectNode completion = JSON.createObjectNode().put("object", "chat.completion");
            completion
                    .putArray("choices")
                    .addObject()
                    .put("finish_reason", "stop")
                    .putObject("message")
                    .put("role", "assistant")
                    .put("content", content);
            completion.putObject("usage").put("prompt_tokens", tokensIn).put("completion_tokens", tokensOut);
            return of(200, completion.toString());
        }

        public static Answer verdict(String verdict, String criterion, String... evidence) {
            ObjectNode json = JSON.createObjectNode()
                    .put("reasoning", "because")
                    .put("verdict", verdict)
                    .put("criterion", criterion);
            json.set("evidence", JSON.valueToTree(List.of(evidence)));
            return said(json.toString());
        }
    }

    /** How it answers. */
    @FunctionalInterface
    public interface Behaviour {
        Answer answer(Asked call) throws InterruptedException;
    }

    public JudgeServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return base() + "/v1";
    }

    public String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** OTLP messages that came. */
    public List<JsonNode> traces() {
        return traces;
    }

    public void behave(Behaviour wanted) {
        behaviour = wanted;
    }

    public List<Asked> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange call) throws IOException {
        if (call.getRequestURI().getPath().equals("/v1/traces")) {
            traces.add(JSON.readTree(call.getRequestBody()));
            call.sendResponseHeaders(200, -1);
            call.close();
            return;
        }
        Asked seen = new Asked(
                call.getRequestURI().getPath(), call.getRequestHeaders(), JSON.readTree(call.getRequestBody()));
        asked.add(seen);
        try (call) {
            Answer answer = behaviour.answer(seen);
            if (answer.status() == RESET) {
                return;
            }
            answer.headers().forEach(call.getResponseHeaders()::set);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            call.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The caller has gone: that is what some tests are about.
        }
    }
}
