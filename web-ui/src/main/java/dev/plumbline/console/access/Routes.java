package dev.plumbline.console.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every route of the console and its need. What is not listed is not answered. */
public final class Routes {
    private static final List<Route> ALL = all();

    private Routes() {}

    /** The entry of a path as it stands in the request line; the first that fits. */
    public static Optional<Route> find(String method, String path) {
        String clean = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        List<String> segments = Route.segments(clean);
        return ALL.stream().filter(route -> route.matches(method, segments)).findFirst();
    }

    /** All entries. */
    public static List<Route> list() {
        return ALL;
    }

    private static List<Route> all() {
        List<Route> routes = new ArrayList<>();
        wayIn(routes);
        screens(routes);
        review(routes);
        settings(routes);
        api(routes);
        return List.copyOf(routes);
    }

    private static void wayIn(List<Route> routes) {
        get(routes, Need.NOTHING, "/login", "/setup", "/assets/*/*", "/q/health/**", "/help/keys", "/x/help/keys");
        get(routes, Need.NOTHING, "/login/oidc", "/login/oidc/back");
        post(routes, Need.NOTHING, "/login", "/logout", "/setup", "/theme");
    }

    private static void screens(List<Route> routes) {
        get(routes, Need.READ, "/", "/x/overview", "/x/overview/waiting", "/find", "/q/metrics");
        get(routes, Need.READ, "/alerts", "/x/alerts", "/drift", "/x/traces/newer");
        get(routes, Need.READ, "/features", "/rules", "/evaluator");
        // Screens that show numbers to all, and content to those who may read it.
        showing(routes, Need.READ, "/alerts/*", "/drift/findings/*", "/traces", "/traces/*", "/x/traces/*/panel");
        showing(routes, Need.CONTENT, "/sessions", "/sessions/*", "/compare", "/download/*");
        showing(routes, Need.CONTENT, "/traces/*/text", "/x/traces/*/text");
        post(routes, Need.READ, "/views", "/views/*/remove");
        post(routes, Need.OPERATE, "/alerts/*/acknowledge", "/alerts/*/redeliver", "/alerts/*/decision");
        post(routes, Need.OPERATE, "/silences", "/silences/*/end");
        post(routes, Need.OPERATE, "/rules/try", "/rules/pause", "/rules/resume", "/drift/learn");
    }

    private static void review(List<Route> routes) {
        showing(routes, Need.LABEL, "/review");
        post(routes, Need.LABEL, "/review/draws", "/review/label", "/review/skip", "/review/again", "/review/verdict");
    }

    private static void settings(List<Route> routes) {
        get(routes, Need.READ, "/settings", "/settings/projects", "/settings/projects/*/privacy", "/ledger");
        post(routes, Need.OPERATE, "/ledger/*/replay");
        get(routes, Need.ADMIN, "/settings/keys", "/settings/receivers");
        post(routes, Need.ADMIN, "/settings/keys", "/settings/keys/*/rotate", "/settings/keys/*/revoke");
        post(routes, Need.ADMIN, "/settings/projects/*/limit", "/settings/projects/*/retention");
        post(routes, Need.ADMIN, "/settings/projects/*/privacy");
        post(routes, Need.ADMIN, "/settings/receivers", "/settings/receivers/*/secret");
        post(routes, Need.ADMIN, "/settings/receivers/*/test", "/settings/receivers/*/remove");
        post(routes, Need.PEOPLE, "/settings/people", "/settings/people/*/change", "/settings/people/*/link");
        post(routes, Need.PEOPLE, "/settings/people/*/remove", "/settings/tokens", "/settings/tokens/*/revoke");
    }

    private static void api(List<Route> routes) {
        get(routes, Need.READ, "/api/v1/openapi.json");
        showing(routes, Need.CONTENT, "/api/v1/requests", "/api/v1/traces/*");
        showing(routes, Need.CONTENT, "/api/v1/requests/diff", "/api/v1/requests/*/bundle");
        get(routes, Need.READ, "/api/v1/fingerprints/*", "/api/v1/projects/**");
        get(routes, Need.READ, "/api/v1/scores/summary", "/api/v1/ingest/**", "/api/v1/evaluation/**");
        showing(routes, Need.CONTENT, "/api/v1/scores/**");
        get(routes, Need.READ, "/api/v1/drift/**", "/api/v1/alerts/**", "/api/v1/rules/**");
        get(routes, Need.READ, "/api/v1/notifications/**", "/api/v1/silences/**");
        get(routes, Need.READ, "/api/v1/rubrics/**", "/api/v1/slices/**", "/api/v1/sampling/**");
        get(routes, Need.READ, "/api/v1/comparisons/**");
        showing(routes, Need.CONTENT, "/api/v1/labels/**", "/api/v1/feedback");
        post(routes, Need.OPERATE, "/api/v1/alerts/**", "/api/v1/notifications/**", "/api/v1/truth/**");
        post(routes, Need.OPERATE, "/api/v1/feedback/**", "/api/v1/drift/**");
        post(routes, Need.OPERATE, "/api/v1/ingest/dead-letters/*/replay");
        post(routes, Need.ADMIN, "/api/v1/ingest/erasures");
        change(routes, Need.OPERATE, "/api/v1/rules/**", "/api/v1/silences/**", "/api/v1/slices/**");
        put(routes, Need.OPERATE, "/api/v1/drift/evaluation-sets/*/*");
        change(routes, Need.REVIEW, "/api/v1/labels/**");
        change(routes, Need.ADMIN, "/api/v1/receivers/**", "/api/v1/keys/**", "/api/v1/evaluation/**");
        change(routes, Need.ADMIN, "/api/v1/projects/**");
        change(routes, Need.ADMIN, "/api/v1/rubrics/**", "/api/v1/sampling/**", "/api/v1/comparisons/**");
        get(routes, Need.ADMIN, "/api/v1/receivers/**", "/api/v1/keys/**");
    }

    private static void get(List<Route> routes, Need need, String... patterns) {
        for (String pattern : patterns) {
            routes.add(new Route("GET", pattern, need, false));
        }
    }

    private static void showing(List<Route> routes, Need need, String... patterns) {
        for (String pattern : patterns) {
            routes.add(new Route("GET", pattern, need, true));
        }
    }

    private static void post(List<Route> routes, Need need, String... patterns) {
        for (String pattern : patterns) {
            routes.add(new Route("POST", pattern, need, false));
        }
    }

    /** What takes the place of what is there, or takes it away. */
    private static void put(List<Route> routes, Need need, String pattern) {
        routes.add(new Route("PUT", pattern, need, false));
        routes.add(new Route("DELETE", pattern, need, false));
    }

    private static void change(List<Route> routes, Need need, String... patterns) {
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            for (String pattern : patterns) {
                routes.add(new Route(method, pattern, need, false));
            }
        }
    }
}
