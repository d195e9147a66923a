package dev.plumbline.ingest.otlp;

import dev.plumbline.ingest.IngestPipeline.Encoding;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * OTLP over gRPC on a port of its own: unary calls, framed by hand so that the body stays raw bytes and its inflation is
 * counted (gRPC, "gRPC over HTTP2": five bytes before the message, status in the trailers).
 */
@Singleton
final class OtlpGrpcReceiver {
    private static final int FRAME_HEADER = 5;
    private static final int UNIMPLEMENTED = 12;
    private static final int WINDOW = 4 * 1024 * 1024;

    private final Vertx vertx;
    private final Intake intake;
    private final Admission admission;
    private final OtlpConfig config;
    private @Nullable HttpServer server;

    OtlpGrpcReceiver(Vertx vertx, Intake intake, Admission admission, OtlpConfig config) {
        this.vertx = vertx;
        this.intake = intake;
        this.admission = admission;
        this.config = config;
    }

    void start(@Observes StartupEvent event) throws Exception {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.grpcPort())
                .setHttp2ClearTextEnabled(true)
                .setInitialSettings(new Http2Settings().setInitialWindowSize(WINDOW))
                .setHttp2ConnectionWindowSize(WINDOW);
        server = vertx.createHttpServer(options)
                .requestHandler(this::handle)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent event) throws Exception {
        if (server != null) {
            admission.stop(config.drain());
            server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    int port() {
        return server == null ? 0 : server.actualPort();
    }

    private void handle(HttpServerRequest request) {
        Signal signal = Signal.ofGrpc(request.path());
        if (!isGrpc(request.getHeader("content-type"))) {
            request.response().setStatusCode(415).end("this is the gRPC port; OTLP/HTTP has its own\n");
            return;
        }
        if (signal == null) {
            trailersOnly(request, UNIMPLEMENTED, "unknown service " + request.path(), null);
            return;
        }
        Admission.Share share = admission.open();
        if (share == null) {
            answer(request, signal, Intake.overloaded("too many messages in flight"));
            return;
        }
        new BodyReader(request, share, FRAME_HEADER, config.maxMessageBytes())
                .read(
                        vertx,
                        config.readTimeout(),
                        framed -> take(request, signal, framed, share),
                        refusal -> answer(request, signal, refusal));
    }

    private static boolean isGrpc(@Nullable String type) {
        String bare = type == null ? "" : type.split(";", 2)[0].strip();
        return bare.equals("application/grpc") || bare.equals("application/grpc+proto");
    }

    private void take(HttpServerRequest request, Signal signal, BodyReader.Body framed, Admission.Share share) {
        Buffer frame = framed.head();
        if (frame.length() < FRAME_HEADER || frame.getInt(1) != framed.rest().length) {
            share.release();
            answer(request, signal, Verdict.refused(Verdict.Kind.BAD_DATA, "not one whole gRPC message"));
            return;
        }
        boolean compressed = frame.getByte(0) != 0;
        if (compressed && !"gzip".equals(request.getHeader("grpc-encoding"))) {
            share.release();
            request.response().putHeader("grpc-accept-encoding", "gzip,identity");
            trailersOnly(request, UNIMPLEMENTED, "grpc-encoding must be gzip or identity", null);
            return;
        }
        if (!share.work()) {
            share.release();
            answer(request, signal, Intake.overloaded("the receiver is stopping"));
            return;
        }
        Intake.Arrival arrival = new Intake.Arrival(
                signal, Encoding.PROTOBUF, Keys.of(request), compressed, framed.rest(), System.nanoTime());
        vertx.<Verdict>executeBlocking(() -> intake.take(arrival, share), false)
                .onComplete(done -> answer(
                                request,
                                signal,
                                done.succeeded() ? done.result() : Intake.overloaded("the receiver is stopping"))
                        .onComplete(written -> share.release()));
    }

    private Future<Void> answer(HttpServerRequest request, Signal signal, Verdict verdict) {
        if (request.response().ended() || request.response().closed()) {
            return Future.succeededFuture();
        }
        if (verdict.kind() != Verdict.Kind.TAKEN) {
            byte[] status = Answers.status(verdict, Encoding.PROTOBUF, config.retryAfterSeconds());
            return trailersOnly(request, verdict.kind().grpc, verdict.message(), status);
        }
        byte[] message = Answers.response(signal, verdict, Encoding.PROTOBUF);
        HttpServerResponse response = request.response();
        response.putHeader("content-type", "application/grpc");
        response.setChunked(true);
        response.putTrailer("grpc-status", "0");
        return response.end(
                Buffer.buffer().appendByte((byte) 0).appendInt(message.length).appendBytes(message));
    }

    private static Future<Void> trailersOnly(
            HttpServerRequest request, int code, String message, byte @Nullable [] details) {
        HttpServerResponse response = request.response();
        response.putHeader("content-type", "application/grpc");
        response.putHeader("grpc-status", String.valueOf(code));
        response.putHeader(
                "grpc-message",
                URLEncoder.encode(message, StandardCharsets.UTF_8).replace("+", "%20"));
        if (details != null) {
            response.putHeader(
                    "grpc-status-details-bin",
                    Base64.getEncoder().withoutPadding().encodeToString(details));
        }
        return response.end();
    }
}
