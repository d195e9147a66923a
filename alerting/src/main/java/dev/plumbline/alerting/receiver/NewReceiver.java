package dev.plumbline.alerting.receiver;

import dev.plumbline.alerting.BadParameterException;
import dev.plumbline.alerting.alert.Matcher;
import dev.plumbline.alerting.encode.Encoding;
import dev.plumbline.alerting.webhook.WebhookSigner;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A receiver as somebody asks for it.
 *
 * @param name letters, digits, {@code . _ -}, at most 64
 * @param url http or https; may be left out for PagerDuty
 * @param secret {@code whsec_} and 24 to 64 bytes in base64, made and shown once when left out, or {@code whsk_} and an
 *     Ed25519 private key; for PagerDuty the integration's routing key; none for Slack and Alertmanager's API
 * @param encoding one of {@link Encoding#texts()}; standard when left out
 * @param matchers which alerts it is told about, all of them must match; every alert when left out
 * @param heartbeatSeconds how often to send a heartbeat, 10 to 86400; only for the standard form; never when left out
 * @param fallback the receiver that is told when this one cannot be, by name; none when left out
 */
public record NewReceiver(
        @Nullable String name,
        @Nullable String url,
        @Nullable String secret,
        @Nullable String encoding,
        @Nullable List<@Nullable Matcher> matchers,
        @Nullable Integer heartbeatSeconds,
        @Nullable String fallback) {
    private static final String PAGERDUTY = "https://events.pagerduty.com/v2/enqueue";
    private static final int LONGEST_URL = 2000;
    private static final int SHORTEST_BEAT = 10;
    private static final int LONGEST_BEAT = 86_400;

    /** One that can be. */
    record Checked(
            String name,
            String url,
            Secret secret,
            Encoding encoding,
            List<Matcher> matchers,
            @Nullable Integer heartbeatSeconds,
            @Nullable String fallback) {}

    /** @param fresh whether it was made here, so that it is shown this once */
    record Secret(String text, boolean fresh) {
        @Override
        public String toString() {
            return "…";
        }
    }

    /** @throws BadParameterException naming the first field that cannot be */
    Checked checked(Supplier<String> newSecret) {
        if (name == null || !name.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new BadParameterException("name", "must be 1 to 64 letters, digits, dots, dashes or underscores");
        }
        Encoding form = Encoding.of(encoding == null ? Encoding.STANDARD.text() : encoding)
                .orElseThrow(() -> new BadParameterException("encoding", "must be one of " + Encoding.texts()));
        String where = url == null && form == Encoding.PAGERDUTY ? PAGERDUTY : url;
        if (where == null || !isHttp(where)) {
            throw new BadParameterException("url", "must be an http or https URL with a host and without a user");
        }
        boolean beats = heartbeatSeconds != null;
        if (beats && (form != Encoding.STANDARD || !isBeat(heartbeatSeconds))) {
            throw new BadParameterException(
                    "heartbeatSeconds",
                    "must be " + SHORTEST_BEAT + " to " + LONGEST_BEAT + ", and the encoding standard");
        }
        if (name.equals(fallback)) {
            throw new BadParameterException("fallback", "must be another receiver");
        }
        Optional<String> given = Optional.ofNullable(secret);
        return new Checked(
                name,
                where,
                new Secret(
                        given.map(text -> usable(form, text)).orElseGet(() -> missing(form, newSecret)),
                        given.isEmpty() && form.signed()),
                form,
                Matcher.checked(matchers == null ? List.of() : matchers, 0),
                heartbeatSeconds,
                fallback);
    }

    static String usable(Encoding form, String secret) {
        if (form.signed() && !WebhookSigner.isSecret(secret)) {
            throw new BadParameterException(
                    "secret", "must be whsec_ and 24 to 64 bytes, or whsk_ and an Ed25519 key, in base64");
        }
        if (form == Encoding.PAGERDUTY && !secret.matches("[A-Za-z0-9]{32}")) {
            throw new BadParameterException("secret", "must be the routing key of the integration, 32 characters");
        }
        if (form == Encoding.SLACK || form == Encoding.ALERTMANAGER_API) {
            throw new BadParameterException("secret", "has no use for " + form.text() + ": nothing is signed");
        }
        return secret;
    }

    private static String missing(Encoding form, Supplier<String> newSecret) {
        if (form == Encoding.PAGERDUTY) {
            throw new BadParameterException("secret", "must be the routing key of the integration, 32 characters");
        }
        return form.signed() ? newSecret.get() : "";
    }

    private static boolean isBeat(@Nullable Integer seconds) {
        return seconds != null && seconds >= SHORTEST_BEAT && seconds <= LONGEST_BEAT;
    }

    private static boolean isHttp(String url) {
        try {
            URI uri = URI.create(url);
            return url.length() <= LONGEST_URL
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException notAUrl) {
            return false;
        }
    }
}
