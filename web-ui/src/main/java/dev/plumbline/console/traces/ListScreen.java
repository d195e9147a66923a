package dev.plumbline.console.traces;

import dev.plumbline.console.view.Card;
import dev.plumbline.tracestore.Facets;
import dev.plumbline.tracestore.RelatedReader;
import dev.plumbline.tracestore.RequestQuery;
import dev.plumbline.tracestore.RequestReader;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

import java.sql.SQLException;
import java.time.Duration;

/** Looks for what the screen lists, and for the values it can be narrowed by. */
@ApplicationScoped
class ListScreen {
    private static final Logger LOG = Logger.getLogger(ListScreen.class);

    /** Facets count what they find in so long. */
    private static final Duration FACETS = Duration.ofMillis(100);

    private final RequestReader requests;
    private final RelatedReader related;
    private final Duration patience;

    /** How long a list looks for requests. */
    @ConfigMapping(prefix = "plumbline.console.search")
    interface SearchConfig {

        /** A search that takes longer is shown as far as it came, with a link that goes on. */
        @WithDefault("500ms")
        Duration patience();
    }

    ListScreen(RequestReader requests, RelatedReader related, SearchConfig config) {
        this.requests = requests;
        this.related = related;
        this.patience = config.patience();
    }

    RequestReader.Searched search(RequestQuery query) throws SQLException {
        return requests.search(query, patience);
    }

    /** As many requests as there are, up to the query's limit. */
    int count(RequestQuery query) throws SQLException {
        return requests.list(query).size();
    }

    /** @param searched what the list came to */
    Card<Facets> facets(RequestQuery query, RequestReader.Searched searched) {
        // Whoever sees all of them on this page has no need of looking again.
        if (searched.whole() && query.after() == null) {
            return Card.of(RelatedReader.facets(searched.requests()));
        }
        try {
            return Card.of(related.facets(query, FACETS));
        } catch (SQLException e) {
            LOG.warnf("Values to filter by could not be counted: %s", e.getMessage());
            return Card.failed("The trace store did not answer in time. A shorter time range may help.");
        }
    }
}
