package dev.plumbline.console.entry;

import dev.plumbline.console.access.Caller;
import dev.plumbline.console.access.Need;
import dev.plumbline.console.access.Route;
import dev.plumbline.console.access.Routes;
import dev.plumbline.console.frame.ErrorPage;
import dev.plumbline.console.frame.Pages;
import dev.plumbline.console.guard.OpenRule;
import dev.plumbline.console.people.AuditStore;
import dev.plumbline.console.people.PersonStore;
import dev.plumbline.console.people.SessionStore;
import dev.plumbline.console.people.TokenStore;
import dev.plumbline.console.view.Url;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Stands before every route: finds out who asks, and lets pass what the caller may do. Reads the session anew for each
 * request.
 */
@ApplicationScoped
class AccessFilter {
    private static final Logger LOG = Logger.getLogger(AccessFilter.class);
    private static final int AFTER_THE_GUARD = 900;
    private static final String BEARER = "bearer ";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final PersonStore people;
    private final SessionStore sessions;
    private final TokenStore tokens;
    private final AuditStore audit;
    private final OpenRule open;
    private final Pages pages;

    AccessFilter(
            PersonStore people,
            SessionStore sessions,
            TokenStore tokens,
            AuditStore audit,
            OpenRule open,
            Pages pages) {
        this.people = people;
        this.sessions = sessions;
        this.tokens = tokens;
        this.audit = audit;
        this.open = open;
        this.pages = pages;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, AFTER_THE_GUARD);
    }

    private void check(RoutingContext call) {
        String path = path(call);
        if (path.startsWith("/assets/") || path.startsWith("/q/health")) {
            call.next();
            return;
        }
        call.vertx().executeBlocking(() -> decide(call), false).onComplete(decided -> {
            if (decided.failed()) {
                call.fail(decided.cause());
            } else if (decided.result().passes()) {
                call.next();
            } else {
                decided.result().send(call);
            }
        });
    }

    private Refusal decide(RoutingContext call) {
        String method = call.request().method().name();
        String path = path(call);
        Optional<Route> route = Routes.find(method, path);
        try {
            Caller caller = caller(call.request());
            call.put(Caller.KEY, caller);
            if (route.isEmpty()) {
                boolean inside = caller.may(Need.READ);
                return inside ? refusal(call, 404, "Nothing here", "There is no page at this address.") : signIn(call);
            }
            Need need = route.get().need();
            if (!caller.may(need)) {
                return caller.may(Need.READ) ? refusal(call, 403, "You may not do this", wants(need)) : signIn(call);
            }
            if (caller.kind() == Caller.Kind.PERSON && !SAFE.contains(method) && !fromAPage(call.request())) {
                return refusal(call, 403, "You may not do this", "A change must be asked for by the console's pages.");
            }
            if (route.get().content() && caller.may(Need.CONTENT) && caller.kind() != Caller.Kind.OPEN) {
                audit.read(caller.name(), call.request().uri());
            }
            return Refusal.NONE;
        } catch (SQLException e) {
            LOG.warnf("Who asks for %s could not be found out: %s", path, e.getMessage());
            call.put(Caller.KEY, Caller.NOBODY);
            boolean free = route.isPresent() && route.get().need() == Need.NOTHING;
            return free
                    ? Refusal.NONE
                    : refusal(call, 503, "Nobody can be let in", "The store of users does not answer in time.");
        }
    }

    private Caller caller(HttpServerRequest request) throws SQLException {
        if (!people.anyone()) {
            return open.openWithoutUsers() ? Caller.OPEN : Caller.NOBODY;
        }
        @Nullable String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return tokens.caller(authorization.substring(BEARER.length()).strip());
        }
        @Nullable Cookie cookie = request.getCookie(SessionCookie.NAME);
        return cookie == null ? Caller.NOBODY : sessions.caller(cookie.getValue());
    }

    private Refusal signIn(RoutingContext call) {
        HttpServerRequest request = call.request();
        if (path(call).startsWith("/api/")) {
            return Refusal.json(401, "Sign in, or send a token: Authorization: Bearer plb_...", "Authorization");
        }
        if (request.getHeader("HX-Request") != null) {
            return Refusal.toLogin();
        }
        boolean screen = request.method().name().equals("GET");
        return Refusal.redirect(screen ? "/login?back=" + Url.encode(request.uri()) : "/login");
    }

    private Refusal refusal(RoutingContext call, int status, String title, String reason) {
        @Nullable String accept = call.request().getHeader("Accept");
        boolean page = !path(call).startsWith("/api/") && accept != null && accept.contains("text/html");
        return page
                ? Refusal.html(
                        status,
                        pages.page(call, new ErrorPage(status, title, reason)).render())
                : Refusal.json(status, status == 404 ? "There is no " + path(call) + " here." : reason, "path");
    }

    private static String wants(Need need) {
        return switch (need) {
            case CONTENT -> "This shows what people asked and models answered; that takes the right to content.";
            case REVIEW -> "This takes the role reviewer, operator or admin.";
            case LABEL -> "This takes the role reviewer, operator or admin, and the right to content.";
            case OPERATE -> "This takes the role operator or admin.";
            case PEOPLE ->
                "This takes a user with the role admin. The first user is made by the link in the console's log.";
            default -> "This takes the role admin.";
        };
    }

    /** A browser tells where a change was asked from; a call that does not tell is no page of ours. */
    private static boolean fromAPage(HttpServerRequest request) {
        return request.getHeader("Sec-Fetch-Site") != null || request.getHeader("Origin") != null;
    }

    private static String path(RoutingContext call) {
        String path = call.request().path();
        return path == null ? "/" : path;
    }
}
