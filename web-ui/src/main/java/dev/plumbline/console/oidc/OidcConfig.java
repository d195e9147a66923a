package dev.plumbline.console.oidc;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The provider and what its word counts for. Off until an issuer is set. */
@ConfigMapping(prefix = "plumbline.oidc")
public interface OidcConfig {

    /** As the provider writes it in its tokens; {@code /.well-known/openid-configuration} is found below it. */
    Optional<URI> issuer();

    Optional<String> clientId();

    /** Without one the console is a public client; PKCE is used in either case. */
    Optional<String> clientSecret();

    /** What is asked for, with spaces between. */
    @WithDefault("openid profile email")
    String scope();

    /** What the button of the log-in page names. */
    @WithDefault("single sign-on")
    String label();

    /** Signed in at most this long, since the provider is asked about groups at the log-in only. */
    @WithDefault("12h")
    Duration session();

    /** How long one answer of the provider may take. */
    @WithDefault("5s")
    Duration timeout();

    /** Where the provider says it. */
    Claim claim();

    /** Whose members may do what. */
    Groups groups();

    /** Names of claims; dots lead into nested ones, as in {@code realm_access.roles}. */
    interface Claim {
        /** The name in the console. It identifies nobody: that takes the issuer and the subject. */
        @WithDefault("preferred_username")
        String name();

        /** A list of groups, or one. */
        @WithDefault("groups")
        String groups();
    }

    /** Groups by role; the highest role counts, and who is in none of them is not let in. */
    interface Groups {
        Optional<Set<String>> viewer();

        Optional<Set<String>> reviewer();

        Optional<Set<String>> operator();

        Optional<Set<String>> admin();

        /** The right to content, beside a role. */
        Optional<Set<String>> content();
    }
}
