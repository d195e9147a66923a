package dev.plumbline.console.oidc;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Checks an ID token as OpenID Connect Core, 3.1.3.7 asks. */
final class IdToken {
    private static final int SKEW_SECONDS = 60;

    /** Signatures by a published key only: neither {@code none} nor a shared secret. */
    private static final AlgorithmConstraints SIGNED_BY_A_PUBLIC_KEY = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512);

    private IdToken() {}

    /** What it has to say. */
    record Expected(String issuer, String clientId, String nonce, Instant now) {}

    /** @return its claims */
    static Map<String, Object> verify(String token, List<JsonWebKey> keys, Expected expected) throws Untrusted {
        Map<String, Object> claims;
        try {
            claims = new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(SIGNED_BY_A_PUBLIC_KEY)
                    .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys))
                    .setExpectedIssuer(true, expected.issuer())
                    .setExpectedAudience(true, expected.clientId())
                    .setRequireSubject()
                    .setRequireIssuedAt()
                    .setRequireExpirationTime()
                    .setEvaluationTime(NumericDate.fromSeconds(expected.now().getEpochSecond()))
                    .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                    .build()
                    .processToClaims(token)
                    .getClaimsMap();
        } catch (InvalidJwtException e) {
            throw untrusted(e);
        }
        if (!(claims.get("nonce") instanceof String nonce) || !same(nonce, expected.nonce())) {
            throw new Untrusted("it answers another log-in (nonce)");
        }
        Object party = claims.get("azp");
        boolean several = claims.get("aud") instanceof List<?> audience && audience.size() > 1;
        if (party == null ? several : !expected.clientId().equals(party)) {
            throw new Untrusted("it was made for another application (azp)");
        }
        return claims;
    }

    private static Untrusted untrusted(InvalidJwtException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvableKeyException) {
                return Untrusted.unknownKey();
            }
        }
        if (e.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)) {
            return new Untrusted("its signature is not the provider's");
        }
        if (e.hasErrorCode(ErrorCodes.ISSUER_INVALID) || e.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
            return new Untrusted("it comes from another issuer (iss)");
        }
        if (e.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || e.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return new Untrusted("it was made for another application (aud)");
        }
        if (e.hasErrorCode(ErrorCodes.EXPIRED)) {
            return new Untrusted("it has expired (exp), or the clocks of provider and console differ");
        }
        return new Untrusted("it is no ID token that can be checked");
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
