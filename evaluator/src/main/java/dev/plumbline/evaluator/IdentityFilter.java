package dev.plumbline.evaluator;

import dev.plumbline.contracts.identity.Identity;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Lets a call in only with an identity that another part of this installation signed; before any path is looked for. */
final class IdentityFilter {
    private final String secret;
    private final Clock clock;

    IdentityFilter(@ConfigProperty(name = "plumbline.secret") String secret, Clock clock) {
        this.secret = secret;
        this.clock = clock;
    }

    @ServerRequestFilter(preMatching = true)
    Optional<Response> check(ContainerRequestContext call) {
        String header = call.getHeaderString(Identity.HEADER);
        if (header != null && Identity.verify(secret, header, clock.instant()).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(Response.status(Response.Status.UNAUTHORIZED)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Map.of("error", "no valid identity; call through the console's port"))
                .build());
    }
}
