package dev.plumbline.console.guard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Who may reach the console. */
@ConfigMapping(prefix = "plumbline.console")
public interface GuardConfig {

    /** Lets the console listen beyond loopback although nobody has to sign in. */
    @WithDefault("false")
    boolean allowOpen();

    /** Where people reach the console, when a proxy stands before it: {@code https://plumbline.example.org}. */
    Optional<URI> publicUrl();

    /** Further names under which the console answers, without port. */
    Optional<Set<String>> hosts();
}
