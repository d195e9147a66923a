package dev.plumbline.evaluator.sessions;

import dev.plumbline.contracts.query.Parameters;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.List;

/** Sessions, the latest first, and what became of judging each as a whole. */
@Path("/api/v1/evaluation/sessions")
class SessionResource {
    private static final int USUAL = 50;
    private static final int MOST = 500;

    private final SessionListStore store;
    private final Clock clock;

    SessionResource(SessionListStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @param next always null: ask for an earlier range */
    record Page(List<SessionListStore.Item> items, @Nullable String next) {}

    @GET
    @Blocking
    public Page sessions(
            @QueryParam("project") @Nullable String project,
            @QueryParam("feature") @Nullable String feature,
            @QueryParam("session") @Nullable String session,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("limit") @Nullable String limit) {
        return new Page(
                store.list(new SessionListStore.Query(
                        Parameters.number("project", project, 1, 1, Integer.MAX_VALUE),
                        Parameters.text("feature", feature),
                        Parameters.text("session", session),
                        Parameters.range(from, to, clock.instant()),
                        Parameters.number("limit", limit, USUAL, 1, MOST))),
                null);
    }
}
