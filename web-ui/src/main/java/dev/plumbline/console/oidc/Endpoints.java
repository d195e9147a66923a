package dev.plumbline.console.oidc;

import com.fasterxml.jackson.databind.JsonNode;

import java.net.URI;
import java.util.Optional;

/**
 * What a provider's discovery document says (OpenID Connect Discovery 1.0, section 3).
 *
 * @param basic whether the client secret goes into the Authorization header, otherwise into the form
 */
record Endpoints(URI authorization, URI token, URI keys, Optional<URI> userInfo, boolean basic) {

    /** @throws ProviderDown when the document is another issuer's, or names no address that may be used */
    static Endpoints of(JsonNode document, URI issuer) {
        String named = document.path("issuer").asText();
        if (!named.equals(issuer.toString())) {
            throw new ProviderDown("its discovery document is of the issuer '" + named + "', not of " + issuer);
        }
        JsonNode methods = document.path("token_endpoint_auth_methods_supported");
        boolean basic = methods.isMissingNode();
        boolean post = false;
        for (JsonNode method : methods) {
            basic |= method.asText().equals("client_secret_basic");
            post |= method.asText().equals("client_secret_post");
        }
        return new Endpoints(
                address(document, "authorization_endpoint"),
                address(document, "token_endpoint"),
                address(document, "jwks_uri"),
                document.hasNonNull("userinfo_endpoint")
                        ? Optional.of(address(document, "userinfo_endpoint"))
                        : Optional.empty(),
                basic || !post);
    }

    private static URI address(JsonNode document, String name) {
        String text = document.path(name).asText();
        try {
            URI address = URI.create(text);
            if (safe(address)) {
                return address;
            }
        } catch (IllegalArgumentException notAnAddress) {
            // Said below.
        }
        throw new ProviderDown("its discovery document has no usable " + name + ": '" + text + "'");
    }

    /** HTTPS, or a provider on this machine. */
    static boolean safe(URI address) {
        String host = address.getHost();
        boolean here = host != null
                && (host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}"));
        return host != null && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()) && here);
    }
}
