package dev.plumbline.alerting.webhook;

import org.jspecify.annotations.Nullable;

/**
 * Where to send and how to sign.
 *
 * @param secret {@code whsec_} and 24 to 64 bytes in base64; null when messages are not signed
 */
public record Target(String url, @Nullable String secret) {
    @Override
    public String toString() {
        return url;
    }
}
