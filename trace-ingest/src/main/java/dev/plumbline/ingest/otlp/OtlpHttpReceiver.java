package dev.plumbline.ingest.otlp;

import dev.plumbline.ingest.IngestPipeline.Encoding;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
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

import java.nio.charset.StandardCharsets;
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

    void stop(@Observes ShutdownEvent event) {
        if (server != null) {
            server.close();
        }
    }

    int port() {
        return server == null ? 0 : server.actualPort();
    }

    private void handle(HttpServerRequest request) {
        Signal signal = Signal.ofHttp(request.path());
        if (signal == null) {
            plain(request, 404, "unknown path; OTLP/HTTP is at /v1/traces, /v1/logs and /v1/metrics");
        } else if (request.method() != HttpMethod.POST) {
            request.response().putHeader("Allow", "POST");
            plain(request, 405, "OTLP/HTTP is sent by POST");
        } else {
            receive(request, signal);
        }
    }

    private void receive(HttpServerRequest request, Signal signal) {
        Encoding encoding = encoding(request.getHeader("Content-Type"));
        if (encoding == null) {
            answer(
                    request,
                    signal,
                    Encoding.JSON,
                    Verdict.refused(Verdict.Kind.UNSUPPORTED, "Content-Type must be " + PROTOBUF + " or " + JSON));
            return;
        }
        String coding = request.getHeader("Content-Encoding");
        boolean gzip = "gzip".equalsIgnoreCase(coding);
        if (coding != null && !gzip && !"identity".equalsIgnoreCase(coding)) {
            answer(
                    request,
                    signal,
                    encoding,
                    Verdict.refused(Verdict.Kind.UNSUPPORTED, "Content-Encoding must be gzip or absent"));
            return;
        }
        Admission.Share share = admission.open();
        new BodyReader(request, share, config.maxMessageBytes())
                .read(
                        body -> take(
                                request, new Intake.Arrival(signal, encoding, Keys.of(request), gzip, body), share),
                        refusal -> answer(request, signal, encoding, refusal));
    }

    private void take(HttpServerRequest request, Intake.Arrival arrival, Admission.Share share) {
        vertx.<Verdict>executeBlocking(() -> intake.take(arrival, share), false).onComplete(done -> {
            share.release();
            answer(
                    request,
                    arrival.signal(),
                    arrival.encoding(),
                    done.succeeded() ? done.result() : Intake.overloaded("the receiver is shutting down"));
        });
    }

    private void answer(HttpServerRequest request, Signal signal, Encoding encoding, Verdict verdict) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        boolean taken = verdict.kind() == Verdict.Kind.TAKEN;
        response.setStatusCode(verdict.kind().http)
                .putHeader("Content-Type", encoding == Encoding.JSON ? JSON : PROTOBUF);
        if (verdict.kind() == Verdict.Kind.OVERLOADED) {
            response.putHeader("Retry-After", String.valueOf(config.retryAfterSeconds()));
        }
        if (verdict.kind() == Verdict.Kind.TOO_LARGE) {
            response.putHeader("Connection", "close");
        }
        response.end(Buffer.buffer(
                taken
                        ? Answers.response(signal, verdict, encoding)
                        : Answers.status(verdict, encoding, config.retryAfterSeconds())));
    }

    private static void plain(HttpServerRequest request, int status, String message) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", JSON)
                .end(Buffer.buffer(("{\"code\":12,\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8)));
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
