package dev.plumbline.bench.load;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Sends traces over OTLP gRPC; every call in flight has a connection of its own, as clients in separate processes have. */
public final class OtlpClient implements AutoCloseable {
    private static final String EXPORT = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
    private static final long TIMEOUT_MILLIS = 30_000;
    private static final int KEEP_SECONDS = 600;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final HttpClient client;
    private final Semaphore free;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final int port;

    /** @param connections at most so many calls in flight */
    public OtlpClient(int port, int connections) {
        this.port = port;
        this.free = new Semaphore(connections);
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setHttp2MaxPoolSize(connections)
                .setHttp2MultiplexingLimit(1)
                .setHttp2ConnectionWindowSize(1 << 22)
                .setHttp2KeepAliveTimeout(KEEP_SECONDS)
                .setConnectTimeout(5_000));
    }

    /**
     * The end of a call.
     *
     * @param code the gRPC status code; 0 is OK
     * @param message the gRPC message without its frame; empty unless OK
     */
    public record Answer(int code, byte[] message) {
        public boolean ok() {
            return code == 0;
        }
    }

    /** Sends one message as soon as a connection is free; the future fails when no answer came. */
    public CompletableFuture<Answer> send(byte[] message) {
        CompletableFuture<Answer> end = new CompletableFuture<>();
        waiting.add(() -> call(message)
                .orTimeout(2 * TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .whenComplete((answer, failure) -> {
                    free.release();
                    next();
                    if (failure == null) {
                        end.complete(answer);
                    } else {
                        end.completeExceptionally(failure);
                    }
                }));
        next();
        return end;
    }

    private void next() {
        while (!waiting.isEmpty() && free.tryAcquire()) {
            Runnable call = waiting.poll();
            if (call == null) {
                free.release();
            } else {
                call.run();
            }
        }
    }

    private CompletableFuture<Answer> call(byte[] message) {
        Buffer framed = Buffer.buffer(message.length + 5)
                .appendByte((byte) 0)
                .appendInt(message.length)
                .appendBytes(message);
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(EXPORT)
                .setTimeout(TIMEOUT_MILLIS)
                .putHeader("content-type", "application/grpc")
                .putHeader("te", "trailers");
        return client.request(options)
                .compose(request -> request.send(framed))
                .compose(response -> response.body().map(body -> answer(response, body)))
                .toCompletionStage()
                .toCompletableFuture();
    }

    private static Answer answer(HttpClientResponse response, Buffer body) {
        String code = response.getHeader("grpc-status");
        if (code == null) {
            code = response.getTrailer("grpc-status");
        }
        if (code == null) {
            throw new CompletionException(new IllegalStateException("an answer without grpc-status"));
        }
        return new Answer(Integer.parseInt(code), body.length() < 5 ? new byte[0] : body.getBytes(5, body.length()));
    }

    @Override
    public void close() {
        client.close();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
