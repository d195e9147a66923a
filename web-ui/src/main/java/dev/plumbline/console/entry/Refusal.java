package dev.plumbline.console.entry;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import java.util.Map;

/**
 * An answer to a call that may not pass.
 *
 * @param status 0 when it passes
 */
record Refusal(int status, Map<String, String> headers, String body) {
    static final Refusal NONE = new Refusal(0, Map.of(), "");

    static Refusal json(int status, String error, String field) {
        Map<String, String> headers = status == 401
                ? Map.of("Content-Type", "application/json", "WWW-Authenticate", "Bearer")
                : Map.of("Content-Type", "application/json");
        return new Refusal(
                status,
                headers,
                new JsonObject().put("error", error).put("field", field).encode());
    }

    static Refusal html(int status, String page) {
        return new Refusal(status, Map.of("Content-Type", "text/html;charset=UTF-8"), page);
    }

    static Refusal redirect(String location) {
        return new Refusal(303, Map.of("Location", location), "");
    }

    /** For a fragment: the whole page goes to the log-in, not a log-in into the fragment. */
    static Refusal toLogin() {
        return new Refusal(401, Map.of("HX-Redirect", "/login"), "");
    }

    boolean passes() {
        return status == 0;
    }

    void send(RoutingContext call) {
        HttpServerResponse response = call.response().setStatusCode(status);
        headers.forEach(response::putHeader);
        response.end(body);
    }
}
