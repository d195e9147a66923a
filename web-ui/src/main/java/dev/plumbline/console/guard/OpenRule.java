package dev.plumbline.console.guard;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Until there is a user the console is open on loopback only, unless it is told otherwise. */
@ApplicationScoped
public class OpenRule {
    private final String host;
    private final boolean allowOpen;

    OpenRule(@ConfigProperty(name = "quarkus.http.host") String host, GuardConfig config) {
        this.host = host;
        this.allowOpen = config.allowOpen();
    }

    /** Whether others than this machine may reach the console. */
    public boolean beyondThisMachine() {
        return !HostNames.loopback(HostNames.bare(host));
    }

    /** Whether nobody has to sign in while there is no user. */
    public boolean openWithoutUsers() {
        return openWithoutUsers(host, allowOpen);
    }

    static boolean openWithoutUsers(String host, boolean allowOpen) {
        return allowOpen || HostNames.loopback(HostNames.bare(host));
    }
}
