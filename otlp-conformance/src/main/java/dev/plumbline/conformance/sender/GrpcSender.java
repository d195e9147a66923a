package dev.plumbline.conformance.sender;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Unary gRPC whose frames and headers a row writes by itself. */
public final class GrpcSender implements AutoCloseable {
    public static final String TRACES = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
    public static final String LOGS = "/opentelemetry.proto.collector.logs.v1.LogsService/Export";
    public static final String METRICS = "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";
    private static final long SECONDS = 60;

    private final Target target;
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient(new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setHttp2ClearTextUpgrade(false)
            .setConnectTimeout(10_000));

    public GrpcSender(Target target) {
        this.target = target;
    }

    /** Five bytes before the message: whether it is compressed, and its length. */
    public static byte[] frame(boolean compressed, byte[] message) {
        return Buffer.buffer(message.length + 5)
                .appendByte((byte) (compressed ? 1 : 0))
                .appendInt(message.length)
                .appendBytes(message)
                .getBytes();
    }

    /** A whole call. */
    public Answer call(String path, byte[] message, String... headers) throws Exception {
        return raw(path, frame(false, message), true, headers);
    }

    /** A whole call, its message compressed. */
    public Answer gzip(String path, byte[] message, String... headers) throws Exception {
        String[] all = new String[headers.length + 2];
        all[0] = "grpc-encoding";
        all[1] = "gzip";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return raw(path, frame(true, HttpSender.gzip(message)), true, all);
    }

    /**
     * These bytes as the body.
     *
     * @param end whether the stream is half-closed after them
     */
    public Answer raw(String path, byte[] body, boolean end, String... headers) throws Exception {
        return start(path, body, end, headers).get();
    }

    /** A call under way. */
    public interface Pending {
        Answer get() throws Exception;
    }

    /** Starts a call and waits for its answer later. */
    public Pending start(String path, byte[] body, boolean end, String... headers) {
        RequestOptions options = new RequestOptions()
                .setHost(target.host())
                .setPort(target.grpcPort())
                .setMethod(HttpMethod.POST)
                .setURI(path);
        options.putHeader("content-type", "application/grpc").putHeader("te", "trailers");
        for (int i = 0; i < headers.length; i += 2) {
            options.putHeader(headers[i], headers[i + 1]);
        }
        Future<Answer> answer = client.request(options).compose(request -> exchange(request, Buffer.buffer(body), end));
        return () -> answer.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    }

    private static Future<Answer> exchange(HttpClientRequest request, Buffer body, boolean end) {
        Future<HttpClientResponse> response = request.response();
        if (end) {
            request.end(body);
        } else {
            request.setChunked(true).write(body);
        }
        return response.compose(received -> received.body().map(bytes -> answer(received, bytes)));
    }

    private static Answer answer(HttpClientResponse response, Buffer body) {
        Map<String, String> headers = new HashMap<>();
        collect(response.headers(), headers);
        collect(response.trailers(), headers);
        byte[] message = body.length() > 5 ? body.getBytes(5, body.length()) : new byte[0];
        return new Answer(response.statusCode(), headers, message);
    }

    private static void collect(MultiMap from, Map<String, String> into) {
        from.forEach(header -> into.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    }
}
