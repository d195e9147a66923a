package dev.plumbline.console.guard;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.HashSet;
import java.util.Set;

/** Stands before every path of the server: refuses foreign Host names and changes asked for by foreign pages. */
@ApplicationScoped
class GuardFilter {
    private static final int BEFORE_EVERYTHING = 1000;
    private static final String HEALTH = "/q/health";
    private static final String ASSETS = "/assets/";

    private final HostNames hosts;
    private final SameOrigin sameOrigin;

    GuardFilter(GuardConfig config) {
        Set<String> names = new HashSet<>(config.hosts().orElse(Set.of()));
        config.publicUrl().map(URI::getHost).ifPresent(names::add);
        this.hosts = new HostNames(names);
        this.sameOrigin =
                new SameOrigin(config.publicUrl().map(GuardFilter::origin).orElse(null));
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_EVERYTHING);
    }

    private void check(RoutingContext call) {
        HttpServerRequest request = call.request();
        String path = request.path() == null ? "/" : request.path();
        String host = request.authority() == null ? null : request.authority().toString();
        // Probes of an orchestrator name the address they dial; the answer tells nothing.
        if (!path.startsWith(HEALTH) && (host == null || !hosts.allows(host))) {
            refuse(call, 421, "This console does not answer under that name; see plumbline.console.hosts.", "Host");
            return;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if (!sameOrigin.allows(
                request.method().name(), site, request.getHeader("Origin"), host, path.startsWith("/api/"))) {
            refuse(call, 403, "A change must be asked for by the console's own pages.", "Origin");
            return;
        }
        if (!path.startsWith(ASSETS)) {
            call.response().putHeader("Cache-Control", "no-store");
        }
        call.next();
    }

    private static void refuse(RoutingContext call, int status, String error, @Nullable String field) {
        call.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject().put("error", error).put("field", field).encode());
    }

    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
    }
}
