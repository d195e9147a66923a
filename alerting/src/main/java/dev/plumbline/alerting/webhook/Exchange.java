package dev.plumbline.alerting.webhook;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One request and its answer. The status counts as soon as it is there: a body that drips, floods or breaks off is cut and
 * changes nothing. No thread waits meanwhile.
 */
final class Exchange {
    private static final int REPLY_BYTES = 64 * 1024;
    private static final long REPLY_MILLIS = 1000;

    private final Vertx vertx;
    private final Promise<Answer> done = Promise.promise();
    private final AtomicReference<@Nullable HttpClientRequest> request = new AtomicReference<>();

    Exchange(Vertx vertx) {
        this.vertx = vertx;
    }

    /** @param read what came of the body within its limits */
    record Answer(HttpClientResponse response, Buffer read) {}

    /** Fails with a TimeoutException when no status has come in time. */
    Future<Answer> run(HttpClient client, RequestOptions options, String body, Duration patience) {
        long timer = vertx.setTimer(patience.toMillis(), time -> {
            done.tryFail(new TimeoutException("no answer within " + patience.toSeconds() + " s"));
            reset();
        });
        client.request(options)
                .compose(made -> {
                    begun(made);
                    // Beside the request, on its own thread: a step later the answer may be over.
                    return made.send(body).map(response -> {
                        vertx.cancelTimer(timer);
                        head(response);
                        return response;
                    });
                })
                .onFailure(failure -> {
                    vertx.cancelTimer(timer);
                    done.tryFail(failure);
                });
        return done.future();
    }

    private void begun(HttpClientRequest made) {
        request.set(made);
        if (done.future().isComplete()) {
            reset();
        }
    }

    private void head(HttpClientResponse response) {
        Answer answer = new Answer(response, Buffer.buffer());
        long timer = vertx.setTimer(REPLY_MILLIS, time -> cut(answer));
        response.handler(chunk -> {
            if (answer.read().length() <= REPLY_BYTES) {
                answer.read().appendBuffer(chunk);
            } else {
                cut(answer);
            }
        });
        response.exceptionHandler(broken -> done.tryComplete(answer));
        response.endHandler(end -> done.tryComplete(answer));
        done.future().onComplete(over -> vertx.cancelTimer(timer));
    }

    private void cut(Answer answer) {
        if (done.tryComplete(answer)) {
            reset();
        }
    }

    private void reset() {
        HttpClientRequest made = request.get();
        if (made != null) {
            made.reset();
        }
    }
}
