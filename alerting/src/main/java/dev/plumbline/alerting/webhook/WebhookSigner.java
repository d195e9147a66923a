package dev.plumbline.alerting.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signatures of Standard Webhooks 1.0.0 over id, timestamp and body: {@code v1,} with HMAC-SHA256 for a secret that
 * begins with {@code whsec_}, {@code v1a,} with Ed25519 for a private key that begins with {@code whsk_}. While a secret is
 * changed for another, both sign, so that the receiver may change when it likes.
 */
public final class WebhookSigner {
    public static final String PREFIX = "whsec_";
    private static final String PRIVATE_KEY = "whsk_";
    private static final int LEAST_BYTES = 24;
    private static final int MOST_BYTES = 64;
    private static final int SEED_BYTES = 32;

    private WebhookSigner() {}

    /**
     * Whether a text is a secret: {@code whsec_} and 24 to 64 bytes in base64, or {@code whsk_} and the 32 bytes of an
     * Ed25519 key, which the 32 of its public key may follow.
     */
    public static boolean isSecret(String secret) {
        try {
            int bytes = key(secret).length;
            return isPrivateKey(secret)
                    ? bytes == SEED_BYTES || bytes == 2 * SEED_BYTES
                    : secret.startsWith(PREFIX) && bytes >= LEAST_BYTES && bytes <= MOST_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /** @param timestamp Unix seconds of this attempt */
    static String sign(List<String> secrets, String id, long timestamp, String body) {
        byte[] signed = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
        return secrets.stream().map(secret -> sign(secret, signed)).collect(Collectors.joining(" "));
    }

    private static String sign(String secret, byte[] text) {
        try {
            byte[] signature = isPrivateKey(secret) ? ed25519(key(secret), text) : hmac(key(secret), text);
            return (isPrivateKey(secret) ? "v1a," : "v1,") + Base64.getEncoder().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 and Ed25519 are part of every JDK", e);
        }
    }

    private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text);
    }

    private static byte[] ed25519(byte[] key, byte[] text) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, Arrays.copyOf(key, SEED_BYTES))));
        signature.update(text);
        return signature.sign();
    }

    private static boolean isPrivateKey(String secret) {
        return secret.startsWith(PRIVATE_KEY);
    }

    private static byte[] key(String secret) {
        return Base64.getDecoder().decode(secret.substring(secret.indexOf('_') + 1));
    }
}
