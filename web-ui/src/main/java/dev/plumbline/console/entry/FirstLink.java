package dev.plumbline.console.entry;

import dev.plumbline.console.guard.GuardConfig;
import dev.plumbline.console.people.LinkStore;
import dev.plumbline.console.people.PersonStore;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import java.sql.SQLException;

/** As long as there is no user, each start writes a one-time link into the log by which the first one is made. */
@ApplicationScoped
class FirstLink {
    private static final Logger LOG = Logger.getLogger(FirstLink.class);

    private final PersonStore people;
    private final LinkStore links;
    private final String address;

    FirstLink(
            PersonStore people,
            LinkStore links,
            GuardConfig guard,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.people = people;
        this.links = links;
        this.address = guard.publicUrl()
                .map(url -> url.toString().replaceAll("/+$", ""))
                .orElse("http://" + host + ":" + port);
    }

    void write(@Observes StartupEvent start) throws SQLException {
        if (!people.anyone()) {
            LOG.infof(
                    "There is no user yet. The first one, an admin, is made within a day by this link, once:"
                            + " %s/setup?link=%s",
                    address, links.first());
        }
    }
}
