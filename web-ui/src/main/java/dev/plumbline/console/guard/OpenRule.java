package dev.plumbline.console.guard;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** As long as nobody has to sign in, the console listens on loopback only, unless it is told otherwise. */
@ApplicationScoped
public class OpenRule {
    private final String host;
    private final boolean allowOpen;

    OpenRule(@ConfigProperty(name = "quarkus.http.host") String host, GuardConfig config) {
        this.host = host;
        this.allowOpen = config.allowOpen();
    }

    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
        refuseUnsafe(host, allowOpen);
    }

    /** Whether others than this machine may reach the console. */
    public boolean beyondThisMachine() {
        return !HostNames.loopback(HostNames.bare(host));
    }

    static void refuseUnsafe(String host, boolean allowOpen) {
        if (!HostNames.loopback(HostNames.bare(host)) && !allowOpen) {
            throw new IllegalStateException("The console would listen on " + host
                    + ", where anyone could read every prompt: nobody has to sign in yet. Set quarkus.http.host to"
                    + " 127.0.0.1, or plumbline.console.allow-open=true if everyone who reaches " + host + " may.");
        }
    }
}
