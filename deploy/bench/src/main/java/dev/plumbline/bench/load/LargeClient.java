package dev.plumbline.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Sends large messages by either transport, each over a connection of its own, and tells the three ends apart. */
public final class LargeClient implements AutoCloseable {
    private static final String GRPC_PATH = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
    private static final int CHUNK = 256 * 1024;
    private static final long TIMEOUT_SECONDS = 90;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final int port;
    private final boolean grpc;
    private final boolean gzip;

    /** @param gzip whether the messages are compressed already */
    public LargeClient(int port, boolean grpc, boolean gzip) {
        this.port = port;
        this.grpc = grpc;
        this.gzip = gzip;
    }

    /** How a message ended. */
    public enum End {
        STORED,
        /** Refused, and the sender is told to come again. */
        LATER,
        /** Refused for good. */
        REFUSED,
        /** No answer came. */
        LOST
    }

    /** Sends one message of two parts now, whatever else is under way; the parts are not copied together. */
    public CompletableFuture<End> send(byte[] first, byte[] second) {
        int length = first.length + second.length;
        HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(grpc ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1)
                .setHttp2ClearTextUpgrade(false)
                .setConnectTimeout(30_000));
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(grpc ? GRPC_PATH : "/v1/traces")
                .putHeader("content-type", grpc ? "application/grpc" : "application/x-protobuf");
        if (gzip) {
            options.putHeader(grpc ? "grpc-encoding" : "content-encoding", "gzip");
        }
        if (!grpc) {
            options.putHeader("content-length", String.valueOf(length));
        }
        return client.request(options)
                .compose(request -> {
                    // The answer counts, also where it comes before everything is written.
                    if (grpc) {
                        request.setChunked(true);
                        request.write(Buffer.buffer()
                                .appendByte((byte) (gzip ? 1 : 0))
                                .appendInt(length));
                    }
                    write(request, first, 0)
                            .compose(written -> write(request, second, 0))
                            .compose(written -> request.end());
                    return request.response();
                })
                .compose(response -> response.body().map(body -> end(response)))
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .exceptionally(lost -> End.LOST)
                .whenComplete((end, never) -> client.close());
    }

    private static Future<Void> write(HttpClientRequest request, byte[] message, int from) {
        int length = Math.min(CHUNK, message.length - from);
        return length == 0
                ? Future.succeededFuture()
                : request.write(Buffer.buffer(length).appendBytes(message, from, length))
                        .compose(written -> write(request, message, from + length));
    }

    private End end(HttpClientResponse response) {
        if (!grpc) {
            return switch (response.statusCode()) {
                case 200 -> End.STORED;
                case 429, 503 -> End.LATER;
                default -> End.REFUSED;
            };
        }
        String inHeader = response.getHeader("grpc-status");
        String status = inHeader == null ? response.getTrailer("grpc-status") : inHeader;
        if (status == null) {
            return End.LOST;
        }
        return switch (status) {
            case "0" -> End.STORED;
            case "14" -> End.LATER;
            default -> End.REFUSED;
        };
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
