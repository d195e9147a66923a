package dev.plumbline.console.entry;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Remembers a log-in that is on its way through the provider: its secret, and where to go after it. {@code Lax}, since
 * the provider's page sends the browser back.
 */
final class FlowCookie {
    static final String NAME = "plumbline_oidc";
    private static final String PATH = "/login/oidc";
    private static final int SECONDS = 600;
    private static final int LONGEST = 2_000;

    private FlowCookie() {}

    /**
     * What was remembered.
     *
     * @param secret empty for nothing
     */
    record Kept(String secret, String back) {
        private static final Kept NOTHING = new Kept("", "");
    }

    static void set(RoutingContext call, String secret, String back, boolean secure) {
        byte[] path = (back.length() > LONGEST ? "/" : back).getBytes(StandardCharsets.UTF_8);
        String value = secret + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(path);
        call.response().addCookie(cookie(call, value, secure).setMaxAge(SECONDS));
    }

    static void clear(RoutingContext call, boolean secure) {
        call.response().addCookie(cookie(call, "", secure).setMaxAge(0));
    }

    static Kept read(RoutingContext call) {
        @Nullable Cookie cookie = call.request().getCookie(NAME);
        String[] parts = cookie == null ? new String[0] : cookie.getValue().split("\\.", -1);
        if (parts.length != 2) {
            return Kept.NOTHING;
        }
        try {
            return new Kept(parts[0], new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notOurs) {
            return Kept.NOTHING;
        }
    }

    private static Cookie cookie(RoutingContext call, String value, boolean secure) {
        return Cookie.cookie(NAME, value)
                .setPath(PATH)
                .setHttpOnly(true)
                .setSecure(secure || call.request().isSSL())
                .setSameSite(CookieSameSite.LAX);
    }
}
