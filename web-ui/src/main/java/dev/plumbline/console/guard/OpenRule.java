package dev.plumbline.console.guard;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import java.util.Optional;

/** Until there is a user the console is open on loopback only, unless it is told otherwise. */
@ApplicationScoped
public class OpenRule {
    private final String host;
    private final boolean allowOpen;
    private final boolean provider;

    OpenRule(
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "plumbline.oidc.issuer") Optional<String> provider,
            GuardConfig config) {
        this.host = host;
        this.provider = provider.isPresent();
        this.allowOpen = config.allowOpen();
    }

    /** Whether others than this machine may reach the console. */
    public boolean beyondThisMachine() {
        return !HostNames.loopback(HostNames.bare(host));
    }

    /** Whether nobody has to sign in while there is no user; with a provider everyone has to, from the start. */
    public boolean openWithoutUsers() {
        return !provider && openWithoutUsers(host, allowOpen);
    }

    static boolean openWithoutUsers(String host, boolean allowOpen) {
        return allowOpen || HostNames.loopback(HostNames.bare(host));
    }
}
