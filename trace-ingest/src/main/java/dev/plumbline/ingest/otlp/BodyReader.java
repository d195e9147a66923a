package dev.plumbline.ingest.otlp;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Collects a body of bounded size; what would be too much is refused while it arrives, not after. */
final class BodyReader {
    private final HttpServerRequest request;
    private final Admission.Share share;
    private final int limit;
    private final Buffer body = Buffer.buffer();
    private boolean refused;

    BodyReader(HttpServerRequest request, Admission.Share share, int limit) {
        this.request = request;
        this.share = share;
        this.limit = limit;
    }

    /** Exactly one of the two is called, unless the sender goes away: then neither is, and the share is given back. */
    void read(Handler<byte[]> whole, Handler<Verdict> refusal) {
        request.exceptionHandler(gone -> share.release());
        request.handler(chunk -> {
            if (refused) {
                return;
            }
            if (body.length() + chunk.length() > limit) {
                refuse(
                        refusal,
                        Verdict.refused(Verdict.Kind.TOO_LARGE, "the message is larger than " + limit + " bytes"));
            } else if (!share.grow(chunk.length())) {
                refuse(refusal, Intake.overloaded("too many bytes in flight"));
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> {
            if (!refused) {
                whole.handle(body.getBytes());
            }
        });
    }

    private void refuse(Handler<Verdict> refusal, Verdict verdict) {
        refused = true;
        share.release();
        refusal.handle(verdict);
    }
}
