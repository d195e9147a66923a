package dev.plumbline.demo.webhook;

import com.standardwebhooks.Webhook;
import dev.plumbline.demo.webhook.Signature.Headers;
import dev.plumbline.demo.webhook.Signature.Verdict;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Against signatures made by the library of the authors of Standard Webhooks. */
class SignatureTest {

    private static final Secret SECRET = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final Secret OTHER = Secret.create();
    private static final Instant SENT = Instant.ofEpochSecond(1_767_225_600);
    private static final String ID = "msg_1";
    private static final String BODY = "{\"type\":\"alert.firing\",\"what\":\"größer\"}";

    @Test
    void aSignatureOfTheReferenceLibraryIsValid() throws Exception {
        assertThat(check(headers(sign(SECRET)), BODY, SENT)).isEqualTo(Verdict.VALID);
    }

    @Test
    void aChangedBodyIdOrTimeIsWrong() throws Exception {
        String signature = sign(SECRET);
        String second = String.valueOf(SENT.getEpochSecond() + 1);

        assertThat(check(headers(signature), BODY + " ", SENT)).isEqualTo(Verdict.WRONG);
        assertThat(check(new Headers("msg_2", time(), signature), BODY, SENT)).isEqualTo(Verdict.WRONG);
        assertThat(check(new Headers(ID, second, signature), BODY, SENT)).isEqualTo(Verdict.WRONG);
        assertThat(check(headers(sign(OTHER)), BODY, SENT)).isEqualTo(Verdict.WRONG);
        assertThat(check(headers(signature.replace("v1,", "v1a,")), BODY, SENT)).isEqualTo(Verdict.WRONG);
    }

    @Test
    void whileASecretIsReplacedOneOfTwoSignaturesIsEnough() throws Exception {
        assertThat(check(headers(sign(OTHER) + " " + sign(SECRET)), BODY, SENT)).isEqualTo(Verdict.VALID);
        assertThat(check(headers(sign(SECRET) + " " + sign(OTHER)), BODY, SENT)).isEqualTo(Verdict.VALID);
        assertThat(check(headers(sign(OTHER) + " " + sign(OTHER)), BODY, SENT)).isEqualTo(Verdict.WRONG);
    }

    @Test
    void aMessageOlderOrNewerThanFiveMinutesIsStale() throws Exception {
        Headers headers = headers(sign(SECRET));

        assertThat(check(headers, BODY, SENT.plusSeconds(300))).isEqualTo(Verdict.VALID);
        assertThat(check(headers, BODY, SENT.plusSeconds(301))).isEqualTo(Verdict.STALE);
        assertThat(check(headers, BODY, SENT.minusSeconds(301))).isEqualTo(Verdict.STALE);
    }

    @Test
    void aMissingOrSenselessHeaderIsMissing() throws Exception {
        String signature = sign(SECRET);

        assertThat(check(new Headers("", time(), signature), BODY, SENT)).isEqualTo(Verdict.MISSING);
        assertThat(check(new Headers(ID, "", signature), BODY, SENT)).isEqualTo(Verdict.MISSING);
        assertThat(check(new Headers(ID, "soon", signature), BODY, SENT)).isEqualTo(Verdict.MISSING);
        assertThat(check(new Headers(ID, "-5", signature), BODY, SENT)).isEqualTo(Verdict.MISSING);
        assertThat(check(new Headers(ID, time(), ""), BODY, SENT)).isEqualTo(Verdict.MISSING);
    }

    @Test
    void secretsAreNew_longEnough_andNotShown() {
        assertThat(Secret.create()).isNotEqualTo(Secret.create());
        assertThat(Secret.create().key()).hasSize(32);
        assertThat(Secret.create().toString()).isEqualTo("whsec_...");
        assertThatThrownBy(() -> new Secret("whsec_c2hvcnQ="))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("24 to 64");
        assertThatThrownBy(() -> new Secret("c2hvcnQ=")).hasMessageContaining("whsec_");
    }

    private static Verdict check(Headers headers, String body, Instant now) {
        return Signature.check(headers, body.getBytes(StandardCharsets.UTF_8), SECRET, now);
    }

    private static Headers headers(String signature) {
        return new Headers(ID, time(), signature);
    }

    private static String time() {
        return String.valueOf(SENT.getEpochSecond());
    }

    private static String sign(Secret secret) throws Exception {
        return new Webhook(secret.text()).sign(ID, SENT.getEpochSecond(), BODY);
    }
}
