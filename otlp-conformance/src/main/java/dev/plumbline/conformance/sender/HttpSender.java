package dev.plumbline.conformance.sender;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** OTLP over HTTP, with whatever headers and body a row wants. */
public final class HttpSender {
    public static final String PROTOBUF = "application/x-protobuf";
    public static final String JSON = "application/json";

    private final HttpClient client;
    private final String address;

    public HttpSender(Target target, HttpClient.Version version) {
        this.client = HttpClient.newBuilder()
                .version(version)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        this.address = "http://" + target.host() + ":" + target.httpPort();
    }

    /** @param headers name, value, name, value; the content type is among them */
    public Answer send(String method, String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        Map<String, String> received = new HashMap<>();
        response.headers()
                .map()
                .forEach((name, values) -> received.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        return new Answer(response.statusCode(), received, response.body());
    }

    public Answer protobuf(String path, byte[] body, String... headers) throws IOException, InterruptedException {
        return send("POST", path, body, with(PROTOBUF, headers));
    }

    public Answer json(String path, String body, String... headers) throws IOException, InterruptedException {
        return send("POST", path, body.getBytes(StandardCharsets.UTF_8), with(JSON, headers));
    }

    private static String[] with(String type, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = type;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return all;
    }

    public static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }
}
