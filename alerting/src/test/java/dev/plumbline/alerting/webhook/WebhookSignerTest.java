package dev.plumbline.alerting.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import org.junit.jupiter.api.Test;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
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
            String signature = WebhookSigner.sign(List.of(secret), id, now, body);
            Webhook verifier = new Webhook(secret);

            assertThatCode(() -> verifier.verify(body, headers(id, now, signature)))
                    .doesNotThrowAnyException();
            assertThatThrownBy(() -> verifier.verify(body + " ", headers(id, now, signature)))
                    .isInstanceOf(WebhookVerificationException.class);
            assertThatThrownBy(() -> verifier.verify(body, headers(id + "x", now, signature)))
                    .isInstanceOf(WebhookVerificationException.class);
            long stale = now - 600;
            String old = WebhookSigner.sign(List.of(secret), id, stale, body);
            assertThatThrownBy(() -> verifier.verify(body, headers(id, stale, old)))
                    .isInstanceOf(WebhookVerificationException.class);
        }
    }

    private static String secret(int filledWith) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) filledWith);
        return "whsec_" + Base64.getEncoder().encodeToString(key);
    }

    @Test
    void whileASecretIsChanged_holdersOfEitherVerify() throws Exception {
        long now = Instant.now().getEpochSecond();
        String signatures = WebhookSigner.sign(List.of(secret(2), secret(1)), "msg_1", now, "{}");

        new Webhook(secret(1)).verify("{}", headers("msg_1", now, signatures));
        new Webhook(secret(2)).verify("{}", headers("msg_1", now, signatures));
        Webhook other = new Webhook(secret(3));
        assertThatThrownBy(() -> other.verify("{}", headers("msg_1", now, signatures)))
                .isInstanceOf(WebhookVerificationException.class);
    }

    /** The first key of RFC 8032, section 7.1, and its public half. */
    @Test
    void privateKey_signsByEd25519() throws Exception {
        String seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
        byte[] point = HexFormat.of().parseHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        String secret =
                "whsk_" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(seed));
        String signature = WebhookSigner.sign(List.of(secret), "msg_1", 1_700_000_000, "{\"a\":1}");
        assertThat(signature).startsWith("v1a,");

        byte[] der = HexFormat.of().parseHex("302a300506032b6570032100");
        byte[] encoded = Arrays.copyOf(der, der.length + point.length);
        System.arraycopy(point, 0, encoded, der.length, point.length);
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        verifier.update("msg_1.1700000000.{\"a\":1}".getBytes(StandardCharsets.UTF_8));
        assertThat(verifier.verify(Base64.getDecoder().decode(signature.substring("v1a,".length()))))
                .isTrue();
        assertThat(WebhookSigner.isSecret(secret)).isTrue();
        assertThat(WebhookSigner.isSecret("whsk_" + "A".repeat(40))).isFalse();
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
