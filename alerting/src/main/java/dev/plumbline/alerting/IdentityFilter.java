package dev.plumbline.alerting;

import dev.plumbline.contracts.identity.Identity;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Lets a call in only with an identity that another part of this installation signed. */
public class IdentityFilter {
    private static final String ACTOR = "plumbline.actor";

    private final String secret;
    private final Clock clock;

    IdentityFilter(@ConfigProperty(name = "plumbline.secret") String secret, Clock clock) {
        this.secret = secret;
        this.clock = clock;
    }

    @ServerRequestFilter
    public Optional<Response> check(ContainerRequestContext call) {
        String header = call.getHeaderString(Identity.HEADER);
        Optional<Identity> identity =
                header == null ? Optional.empty() : Identity.verify(secret, header, clock.instant());
        if (identity.isPresent()) {
            call.setProperty(ACTOR, identity.get().subject());
            return Optional.empty();
        }
        return Optional.of(Response.status(Response.Status.UNAUTHORIZED)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Map.of("error", "no valid identity; call through the console's port"))
                .build());
    }

    /** Who makes a call that was let in. */
    public static String actor(ContainerRequestContext call) {
        return String.valueOf(call.getProperty(ACTOR));
    }
}
