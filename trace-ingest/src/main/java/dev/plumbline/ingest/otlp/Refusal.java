package dev.plumbline.ingest.otlp;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** Ends what a sender still sends after it was refused. */
final class Refusal {
    private static final long NO_ERROR = 0;

    private Refusal() {}

    /** HTTP/2 ends the stream, HTTP/1 has nothing but the connection. */
    static void cutOff(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset(NO_ERROR);
        } else {
            request.connection().close();
        }
    }
}
