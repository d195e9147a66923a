package dev.plumbline.console.api;

import dev.plumbline.console.frame.Frames;
import dev.plumbline.console.owner.Owner;
import dev.plumbline.console.owner.OwnerClient;
import dev.plumbline.console.owner.OwnerDown;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Everything under {@code /api/v1/} that is not answered here goes to its owner, and back as it came. */
@Blocking
@Path("/api/v1/{path: .*}")
public class ForwardResource {
    private static final String ROOT = "/api/v1/";
    private static final List<String> PASSED_ON = List.of(HttpHeaders.CONTENT_TYPE, "Idempotency-Key");
    private static final List<String> PASSED_BACK = List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.RETRY_AFTER);
    private static final int LARGEST = 1 << 20;

    private final OwnerClient owners;

    ForwardResource(OwnerClient owners) {
        this.owners = owners;
    }

    @GET
    public RestResponse<Object> get(RoutingContext call) {
        return forward(call, new byte[0]);
    }

    @DELETE
    public RestResponse<Object> delete(RoutingContext call) {
        return forward(call, new byte[0]);
    }

    @POST
    public RestResponse<Object> post(RoutingContext call, byte[] body) {
        return forward(call, body);
    }

    @PUT
    public RestResponse<Object> put(RoutingContext call, byte[] body) {
        return forward(call, body);
    }

    @PATCH
    public RestResponse<Object> patch(RoutingContext call, byte[] body) {
        return forward(call, body);
    }

    private RestResponse<Object> forward(RoutingContext call, byte[] body) {
        HttpServerRequest request = call.request();
        String path = String.valueOf(request.path());
        Optional<Owner> owner = Owner.of(firstSegment(path));
        if (owner.isEmpty() || wanders(path)) {
            return ApiError.of(404, "There is no " + path + " in this API.", "path");
        }
        if (body.length > LARGEST) {
            return ApiError.of(413, "A body is at most 1 MiB.", "body");
        }
        Map<String, String> headers = new HashMap<>();
        for (String header : PASSED_ON) {
            String value = request.getHeader(header);
            if (value != null) {
                headers.put(header, value);
            }
        }
        try {
            HttpResponse<InputStream> answer = owners.forward(
                    owner.get(), Frames.actor(call), request.method().name(), request.uri(), body, headers);
            RestResponse.ResponseBuilder<Object> response = RestResponse.ResponseBuilder.<Object>create(
                            answer.statusCode(), null)
                    .entity(answer.body());
            for (String header : PASSED_BACK) {
                answer.headers().firstValue(header).ifPresent(value -> response.header(header, value));
            }
            return response.build();
        } catch (OwnerDown e) {
            return ApiError.of(
                    503, e.owner().part() + " does not answer.", e.owner().part());
        }
    }

    private static String firstSegment(String path) {
        String rest = path.substring(ROOT.length());
        int slash = rest.indexOf('/');
        return slash < 0 ? rest : rest.substring(0, slash);
    }

    /** A path that could mean another one once it is decoded. */
    static boolean wanders(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return lower.contains("..")
                || lower.contains("//")
                || lower.contains("%2e")
                || lower.contains("%2f")
                || lower.contains("%5c")
                || lower.contains("\\")
                || lower.contains(";");
    }
}
