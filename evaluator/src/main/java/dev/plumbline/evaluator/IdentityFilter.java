package dev.plumbline.evaluator;

import dev.plumbline.contracts.identity.Identity;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import java.security.Principal;
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

    /** Who calls, for resources that write down who did what. */
    private record Caller(String subject) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return this::subject;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public String getAuthenticationScheme() {
            return Identity.HEADER;
        }
    }

    @ServerRequestFilter(preMatching = true)
    Optional<Response> check(ContainerRequestContext call) {
        String header = call.getHeaderString(Identity.HEADER);
        Optional<Identity> caller =
                header == null ? Optional.empty() : Identity.verify(secret, header, clock.instant());
        if (caller.isPresent()) {
            call.setSecurityContext(new Caller(caller.get().subject()));
            return Optional.empty();
        }
        return Optional.of(Response.status(Response.Status.UNAUTHORIZED)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Map.of("error", "no valid identity; call through the console's port"))
                .build());
    }
}
