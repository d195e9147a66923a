package dev.plumbline.console.oidc;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.console.view.Url;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks the provider: for its endpoints and keys, which are kept for a while, and for what a code stands for. */
@ApplicationScoped
public class ProviderClient {
    private static final Logger LOG = Logger.getLogger(ProviderClient.class);
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration KEPT = Duration.ofHours(1);

    /** A token of an unknown key makes the keys be read again, but not more often than this. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private static final int LONGEST = 1_000_000;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final OidcConfig config;
    private final Clock clock;
    private final ObjectMapper json;
    private volatile @Nullable Known<Endpoints> endpoints;
    private volatile @Nullable Known<List<JsonWebKey>> keys;

    ProviderClient(OidcConfig config, Clock clock, ObjectMapper json) {
        this.config = config;
        this.clock = clock;
        this.json = json;
    }

    private record Known<T>(T what, Instant since) {}

    /** Settings that cannot work end the start instead of somebody's log-in. */
    void check(@Observes StartupEvent start) {
        if (config.issuer().isEmpty()) {
            return;
        }
        if (!Endpoints.safe(config.issuer().get())) {
            throw new IllegalStateException("plumbline.oidc.issuer is https, or http on loopback: "
                    + config.issuer().get());
        }
        if (config.clientId().isEmpty()) {
            throw new IllegalStateException("plumbline.oidc.issuer is set, plumbline.oidc.client-id is not");
        }
        OidcConfig.Groups groups = config.groups();
        if (groups.viewer().isEmpty()
                && groups.reviewer().isEmpty()
                && groups.operator().isEmpty()
                && groups.admin().isEmpty()) {
            LOG.warn("No group has a role (plumbline.oidc.groups.*): the provider lets nobody in");
        }
    }

    /** Where the browser goes to sign in. */
    public URI authorization(Flow flow, String back) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", clientId());
        query.put("redirect_uri", back);
        query.put("scope", config.scope());
        query.put("state", flow.state());
        query.put("nonce", flow.nonce());
        query.put("code_challenge", flow.challenge());
        query.put("code_challenge_method", "S256");
        URI address = endpoints().authorization();
        return URI.create(address + (address.getRawQuery() == null ? "?" : "&") + form(query));
    }

    /** Turns a code in. @return what the provider says of whoever signed in */
    public Grant grant(String code, Flow flow, String back) throws Untrusted {
        JsonNode answer = tokens(code, flow, back);
        Map<String, Object> claims = verified(answer.path("id_token").asText(), flow);
        if (!Grant.complete(claims, config) && endpoints().userInfo().isPresent()) {
            claims = withUserInfo(claims, answer.path("access_token").asText());
        }
        return Grant.of(claims, config);
    }

    private Map<String, Object> verified(String token, Flow flow) throws Untrusted {
        IdToken.Expected expected = new IdToken.Expected(
                config.issuer().orElseThrow().toString(), clientId(), flow.nonce(), clock.instant());
        Known<List<JsonWebKey>> known = keys(KEPT);
        try {
            return IdToken.verify(token, known.what(), expected);
        } catch (Untrusted e) {
            Known<List<JsonWebKey>> newer = e.unknownKeyOnly() ? keys(AGAIN) : known;
            if (newer == known) {
                throw e;
            }
            return IdToken.verify(token, newer.what(), expected);
        }
    }

    private JsonNode tokens(String code, Flow flow, String back) throws Untrusted {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "authorization_code");
        fields.put("code", code);
        fields.put("redirect_uri", back);
        fields.put("code_verifier", flow.verifier());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(endpoints().token()).header("Content-Type", "application/x-www-form-urlencoded");
        if (config.clientSecret().isPresent() && endpoints().basic()) {
            String both = Url.encode(clientId()) + ":"
                    + Url.encode(config.clientSecret().get());
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
        } else {
            fields.put("client_id", clientId());
            config.clientSecret().ifPresent(secret -> fields.put("client_secret", secret));
        }
        Said said = said(request.POST(HttpRequest.BodyPublishers.ofString(form(fields))), "the code");
        if (said.status() >= 400 && said.status() < 500) {
            String error = said.body().path("error").asText().replaceAll("[^a-z_]", "");
            if (error.equals("invalid_client") || error.equals("unauthorized_client")) {
                throw new ProviderDown("it refuses client-id or client-secret of the console: " + error);
            }
            throw new Untrusted("the provider does not take the code it gave (" + error + ")");
        }
        return ok(said, "the code");
    }

    private Map<String, Object> withUserInfo(Map<String, Object> claims, String accessToken) throws Untrusted {
        JsonNode said = ok(
                said(
                        HttpRequest.newBuilder(endpoints().userInfo().orElseThrow())
                                .header("Authorization", "Bearer " + accessToken)
                                .GET(),
                        "the user"),
                "the user");
        Map<String, Object> more = json.convertValue(said, new TypeReference<Map<String, Object>>() {});
        if (!String.valueOf(claims.get("sub")).equals(more.get("sub"))) {
            throw new Untrusted("it tells of another person than the provider's user info (sub)");
        }
        Map<String, Object> all = new HashMap<>(more);
        all.putAll(claims);
        return all;
    }

    private Endpoints endpoints() {
        Known<Endpoints> known = endpoints;
        if (known == null || older(known, KEPT)) {
            URI issuer = config.issuer().orElseThrow();
            URI document = URI.create(issuer.toString().replaceAll("/+$", "") + "/.well-known/openid-configuration");
            known = new Known<>(
                    Endpoints.of(
                            ok(said(HttpRequest.newBuilder(document).GET(), "its endpoints"), "its endpoints"), issuer),
                    clock.instant());
            endpoints = known;
        }
        return known.what();
    }

    private Known<List<JsonWebKey>> keys(Duration atMost) {
        Known<List<JsonWebKey>> known = keys;
        if (known == null || older(known, atMost)) {
            JsonNode said = ok(said(HttpRequest.newBuilder(endpoints().keys()).GET(), "its keys"), "its keys");
            try {
                known = new Known<>(new JsonWebKeySet(said.toString()).getJsonWebKeys(), clock.instant());
            } catch (JoseException e) {
                throw new ProviderDown("its keys cannot be read: " + e.getMessage());
            }
            keys = known;
        }
        return known;
    }

    private boolean older(Known<?> known, Duration age) {
        return known.since().plus(age).isBefore(clock.instant());
    }

    private record Said(int status, JsonNode body) {}

    private Said said(HttpRequest.Builder request, String what) {
        try {
            HttpResponse<InputStream> answer = http.send(
                    request.timeout(config.timeout())
                            .header("Accept", "application/json")
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                byte[] read = body.readNBytes(LONGEST);
                return new Said(answer.statusCode(), json.readTree(read));
            }
        } catch (IOException e) {
            throw new ProviderDown("asked for " + what + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderDown("asked for " + what + ": interrupted");
        }
    }

    private static JsonNode ok(Said said, String what) {
        if (said.status() != 200 || !said.body().isObject()) {
            throw new ProviderDown("asked for " + what + ", it answered " + said.status());
        }
        return said.body();
    }

    private String clientId() {
        return config.clientId().orElseThrow();
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + Url.encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }
}
