package dev.plumbline.alerting.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import org.junit.jupiter.api.Test;

import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Our signatures before the verifier of the specification's authors. */
class WebhookSignerTest {

    private static HttpHeaders headers(String id, long at, String signature) {
        return HttpHeaders.of(
                Map.of(
                        "webhook-id", List.of(id),
                        "webhook-timestamp", List.of(String.valueOf(at)),
                        "webhook-signature", List.of(signature)),
                (name, value) -> true);
    }

    @Test
    void theAuthorsVerifier_acceptsOursAndRefusesWhatWasChanged() throws Exception {
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            byte[] key = new byte[24 + random.nextInt(41)];
            random.nextBytes(key);
            String secret = "whsec_" + Base64.getEncoder().encodeToString(key);
            String body = "{\"text\":\"größe 日本 " + random.nextLong() + "\"}";
            String id = "msg_" + i;
            long now = Instant.now().getEpochSecond();
            String signature = WebhookSigner.sign(secret, id, now, body);
            Webhook verifier = new Webhook(secret);

            assertThatCode(() -> verifier.verify(body, headers(id, now, signature)))
                    .doesNotThrowAnyException();
            assertThatThrownBy(() -> verifier.verify(body + " ", headers(id, now, signature)))
                    .isInstanceOf(WebhookVerificationException.class);
            assertThatThrownBy(() -> verifier.verify(body, headers(id + "x", now, signature)))
                    .isInstanceOf(WebhookVerificationException.class);
        }
    }

    @Test
    void isSecret_knowsTheForm() {
        assertThat(WebhookSigner.isSecret("whsec_" + "A".repeat(32))).isTrue();
        assertThat(WebhookSigner.isSecret("A".repeat(32))).isFalse();
        assertThat(WebhookSigner.isSecret("whsec_AAAA")).isFalse();
        assertThat(WebhookSigner.isSecret("whsec_" + "A".repeat(100))).isFalse();
        assertThat(WebhookSigner.isSecret("whsec_not base64!")).isFalse();
    }
}
