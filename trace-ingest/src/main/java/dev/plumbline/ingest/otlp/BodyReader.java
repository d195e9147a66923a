package dev.plumbline.ingest.otlp;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

/** Collects a body of bounded size in bounded time; what would be too much is refused while it arrives, not after. */
final class BodyReader {
    private final HttpServerRequest request;
    private final Admission.Share share;
    private final int head;
    private final int limit;
    private final Deque<Buffer> chunks = new ArrayDeque<>();
    private int length;
    private boolean over;

    /**
     * @param head so many first bytes are handed over apart
     * @param limit of the bytes after them
     */
    BodyReader(HttpServerRequest request, Admission.Share share, int head, int limit) {
        this.request = request;
        this.share = share;
        this.head = head;
        this.limit = limit;
    }

    /**
     * What has arrived.
     *
     * @param head shorter than wanted where no more came
     */
    record Body(Buffer head, byte[] rest) {}

    /** Exactly one of the two is called, unless the sender goes away: then neither is, and the share is given back. */
    void read(Vertx vertx, Duration patience, Handler<Body> whole, Function<Verdict, Future<Void>> refusal) {
        long timer = vertx.setTimer(patience.toMillis(), late -> late(patience, refusal));
        request.exceptionHandler(gone -> {
            vertx.cancelTimer(timer);
            end();
        });
        request.handler(chunk -> chunk(chunk, refusal));
        request.endHandler(end -> {
            vertx.cancelTimer(timer);
            if (!over) {
                over = true;
                whole.handle(joined());
            }
        });
    }

    private void chunk(Buffer chunk, Function<Verdict, Future<Void>> refusal) {
        if (over) {
            return;
        }
        if (length + chunk.length() - head > limit) {
            refuse(refusal, Verdict.refused(Verdict.Kind.TOO_LARGE, "the message is larger than " + limit + " bytes"));
        } else if (!share.grow(chunk.length())) {
            refuse(refusal, Intake.overloaded("too many bytes in flight"));
        } else {
            chunks.add(chunk);
            length += chunk.length();
        }
    }

    /** Who has been answered and still sends is cut off. */
    private void late(Duration patience, Function<Verdict, Future<Void>> refusal) {
        if (over) {
            Refusal.cutOff(request);
        } else {
            refuse(refusal, Intake.overloaded("the body took longer than " + patience.toSeconds() + " s"))
                    .onComplete(answered -> Refusal.cutOff(request));
        }
    }

    private Future<Void> refuse(Function<Verdict, Future<Void>> refusal, Verdict verdict) {
        end();
        return refusal.apply(verdict);
    }

    private void end() {
        if (!over) {
            over = true;
            chunks.clear();
            share.release();
        }
    }

    /** Each chunk is let go as soon as it is copied. */
    private Body joined() {
        Buffer first = Buffer.buffer();
        byte[] rest = new byte[Math.max(0, length - head)];
        int at = 0;
        for (Buffer chunk = chunks.poll(); chunk != null; chunk = chunks.poll()) {
            int skipped = Math.min(chunk.length(), head - first.length());
            first.appendBuffer(chunk, 0, skipped);
            chunk.getBytes(skipped, chunk.length(), rest, at);
            at += chunk.length() - skipped;
        }
        return new Body(first, rest);
    }
}
