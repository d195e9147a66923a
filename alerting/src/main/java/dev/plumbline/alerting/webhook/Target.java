package dev.plumbline.alerting.webhook;

/**
 * Where to send and how to sign.
 *
 * @param secret {@code whsec_} and 24 to 64 bytes in base64
 */
public record Target(String url, String secret) {
    @Override
    public String toString() {
        return url;
    }
}
