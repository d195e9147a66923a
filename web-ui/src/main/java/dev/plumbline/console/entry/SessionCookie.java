package dev.plumbline.console.entry;

import dev.plumbline.console.people.SessionStore;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;

/**
 * The cookie of a session. {@code Lax}, since a link in a page of an alert comes from another site and must find its
 * reader signed in.
 */
final class SessionCookie {
    static final String NAME = "plumbline_session";

    private SessionCookie() {}

    /** @param secure whether people reach the console by HTTPS */
    static void set(RoutingContext call, String secret, boolean secure) {
        call.response()
                .addCookie(
                        cookie(secret, secure || call.request().isSSL()).setMaxAge(SessionStore.LONGEST.toSeconds()));
    }

    static void clear(RoutingContext call) {
        call.response().addCookie(cookie("", call.request().isSSL()).setMaxAge(0));
    }

    private static Cookie cookie(String value, boolean secure) {
        return Cookie.cookie(NAME, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(secure)
                .setSameSite(CookieSameSite.LAX);
    }
}
