package dev.plumbline.ingest.otlp;

import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Where senders put their ingest key: {@code x-plumbline-key}, or {@code authorization: Bearer}. */
final class Keys {
    private Keys() {}

    static @Nullable String of(HttpServerRequest request) {
        String key = request.getHeader("x-plumbline-key");
        if (key != null) {
            return key;
        }
        String authorization = request.getHeader("authorization");
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? authorization.substring(7).strip()
                : null;
    }
}
