package dev.plumbline.alerting.webhook;

import java.util.List;

/**
 * Where to send and how to sign.
 *
 * @param secrets each signs, the newest first; none when messages are not signed
 */
public record Target(String url, List<String> secrets) {
    public Target {
        secrets = List.copyOf(secrets);
    }

    @Override
    public String toString() {
        return url;
    }
}
