package dev.plumbline.standalone.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * A model provider on loopback that speaks the chat completions protocol of OpenAI: offered a tool it calls it, given the
 * tool's answer it answers.
 */
final class ModelServer implements AutoCloseable {
    static final String TOOL_CALL = "{\"line\":\"7\"}";
    static final String ANSWER = "Line 7 leaves from platform B.";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;

    ModelServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", this::complete);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    private void complete(HttpExchange exchange) throws IOException {
        JsonNode messages = JSON.readTree(exchange.getRequestBody()).path("messages");
        boolean answered =
                messages.path(messages.size() - 1).path("role").asText().equals("tool");
        byte[] body = (answered ? completion(text(), "stop") : completion(toolCall(), "tool_calls"))
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String text() {
        return "\"content\":\"" + ANSWER + "\"";
    }

    private static String toolCall() {
        return """
                "content":null,"tool_calls":[{"id":"call_1","type":"function",
                "function":{"name":"find_platform","arguments":"%s"}}]""".formatted(TOOL_CALL.replace("\"", "\\\""));
    }

    private static String completion(String message, String reason) {
        return """
                {"id":"chatcmpl-1","object":"chat.completion","created":1760000000,"model":"gpt-4o-mini-2024-07-18",
                "choices":[{"index":0,"message":{"role":"assistant",%s,"refusal":null},"logprobs":null,
                "finish_reason":"%s"}],
                "usage":{"prompt_tokens":87,"completion_tokens":19,"total_tokens":106,
                "prompt_tokens_details":{"cached_tokens":0},"completion_tokens_details":{"reasoning_tokens":0}}}""".formatted(message, reason);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
