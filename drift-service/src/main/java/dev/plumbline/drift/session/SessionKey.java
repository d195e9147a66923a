package dev.plumbline.drift.session;

import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.RequestRef;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Names the session of a request by a digest: of its session id, else of its user, else of its own ids. Neither session
 * ids nor users are kept.
 */
public record SessionKey(String digest) {

    private static final int BYTES = 16;

    public static SessionKey of(RequestRef request, Origin origin) {
        if (given(origin.sessionId())) {
            return digest("session", origin.sessionId());
        }
        if (given(origin.userId())) {
            return digest("user", origin.userId());
        }
        return digest("request", request.traceId() + request.spanId());
    }

    private static boolean given(@Nullable String id) {
        return id != null && !id.isBlank();
    }

    private static SessionKey digest(String kind, @Nullable String id) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest((kind + "\0" + id).getBytes(StandardCharsets.UTF_8));
            return new SessionKey(HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
