package dev.plumbline.ingest.otlp;

import dev.plumbline.ingest.IngestPipeline.Encoding;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** OTLP over HTTP/1.1 and HTTP/2 on a port of its own: specification, "OTLP/HTTP". */
@Singleton
final class OtlpHttpReceiver {
    private static final String PROTOBUF = "application/x-protobuf";
    private static final String JSON = "application/json";
    private static final int IDLE_SECONDS = 60;

    private final Vertx vertx;
    private final Intake intake;
    private final Admission admission;
    private final OtlpConfig config;
    private @Nullable HttpServer server;

    OtlpHttpReceiver(Vertx vertx, Intake intake, Admission admission, OtlpConfig config) {
        this.vertx = vertx;
        this.intake = intake;
        this.admission = admission;
        this.config = config;
    }

    void start(@Observes StartupEvent event) throws Exception {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.httpPort())
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
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
        Encoding sent = encoding(request.getHeader("Content-Type"));
        Encoding encoding = sent == null ? Encoding.JSON : sent;
        Signal signal = Signal.ofHttp(request.path());
        if (signal == null) {
            refuse(
                    request,
                    encoding,
                    Verdict.Kind.NOT_FOUND,
                    "unknown path; OTLP/HTTP is at /v1/traces, /v1/logs and /v1/metrics");
        } else if (request.method() != HttpMethod.POST) {
            request.response().putHeader("Allow", "POST");
            refuse(request, encoding, Verdict.Kind.WRONG_METHOD, "OTLP/HTTP is sent by POST");
        } else if (sent == null) {
            refuse(request, encoding, Verdict.Kind.UNSUPPORTED, "Content-Type must be " + PROTOBUF + " or " + JSON);
        } else {
            receive(request, signal, sent);
        }
    }

    private void refuse(HttpServerRequest request, Encoding encoding, Verdict.Kind kind, String reason) {
        answer(request, Signal.TRACES, encoding, Verdict.refused(kind, reason));
    }

    private void receive(HttpServerRequest request, Signal signal, Encoding encoding) {
        String coding = request.getHeader("Content-Encoding");
        boolean gzip = "gzip".equalsIgnoreCase(coding);
        if (coding != null && !gzip && !"identity".equalsIgnoreCase(coding)) {
            refuse(request, encoding, Verdict.Kind.UNSUPPORTED, "Content-Encoding must be gzip or absent");
            return;
        }
        Admission.Share share = admission.open();
        if (share == null) {
            answer(request, signal, encoding, Intake.overloaded("too many messages in flight"));
            return;
        }
        String key = Keys.of(request);
        new BodyReader(request, share, 0, config.maxMessageBytes())
                .read(
                        vertx,
                        config.readTimeout(),
                        body -> take(
                                request,
                                new Intake.Arrival(signal, encoding, key, gzip, body.rest(), System.nanoTime()),
                                share),
                        refusal -> refusedEarly(request, signal, encoding, refusal));
    }

    /** What still comes is thrown away. */
    private Future<Void> refusedEarly(HttpServerRequest request, Signal signal, Encoding encoding, Verdict refusal) {
        request.response().putHeader("Connection", "close");
        return answer(request, signal, encoding, refusal);
    }

    private void take(HttpServerRequest request, Intake.Arrival arrival, Admission.Share share) {
        if (!share.work()) {
            share.release();
            answer(request, arrival.signal(), arrival.encoding(), Intake.overloaded("the receiver is stopping"));
            return;
        }
        vertx.<Verdict>executeBlocking(() -> intake.take(arrival, share), false)
                .onComplete(done -> answer(
                                request,
                                arrival.signal(),
                                arrival.encoding(),
                                done.succeeded() ? done.result() : Intake.overloaded("the receiver is stopping"))
                        .onComplete(written -> share.release()));
    }

    private Future<Void> answer(HttpServerRequest request, Signal signal, Encoding encoding, Verdict verdict) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return Future.succeededFuture();
        }
        boolean taken = verdict.kind() == Verdict.Kind.TAKEN;
        response.setStatusCode(verdict.kind().http)
                .putHeader("Content-Type", encoding == Encoding.JSON ? JSON : PROTOBUF);
        if (verdict.kind() == Verdict.Kind.OVERLOADED) {
            response.putHeader("Retry-After", String.valueOf(config.retryAfterSeconds()));
        }
        return response.end(Buffer.buffer(
                taken
                        ? Answers.response(signal, verdict, encoding)
                        : Answers.status(verdict, encoding, config.retryAfterSeconds())));
    }

    private static @Nullable Encoding encoding(@Nullable String contentType) {
        String type =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            case PROTOBUF -> Encoding.PROTOBUF;
            case JSON -> Encoding.JSON;
            default -> null;
        };
    }
}
