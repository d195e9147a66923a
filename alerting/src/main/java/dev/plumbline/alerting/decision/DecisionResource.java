package dev.plumbline.alerting.decision;

import dev.plumbline.alerting.BadParameterException;
import dev.plumbline.alerting.IdentityFilter;
import dev.plumbline.alerting.decision.Decision.Kind;
import dev.plumbline.alerting.notify.AlertResource;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Decisions about an alert. Each stands in its history and in the audit under the name of who is calling; each answers
 * with the whole alert. One that has ended cannot be acknowledged, snoozed or resolved: 409.
 */
@Path("/api/v1")
@Blocking
public class DecisionResource {
    private static final int LONGEST_COMMENT = 2000;
    private static final int LONGEST_NAME = 200;
    private static final Duration LONGEST_SNOOZE = Duration.ofDays(30);

    private final DecisionStore decisions;
    private final AlertResource alerts;
    private final Clock clock;

    DecisionResource(DecisionStore decisions, AlertResource alerts, Clock clock) {
        this.decisions = decisions;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** @param comment why, in words */
    public record Words(@Nullable String comment) {}

    /** @param to who has it from now on; nobody when it is left out */
    public record Assignment(@Nullable String to, @Nullable String comment) {}

    /** @param until a moment as in ISO 8601, at most 30 days away */
    public record Snooze(@Nullable String until, @Nullable String comment) {}

    /** Somebody takes it on: it is not told again, however long it lasts. */
    @POST
    @Path("/alerts/{id}/acknowledge")
    public Response acknowledge(@PathParam("id") long id, @Nullable Words body, @Context ContainerRequestContext call)
            throws SQLException {
        return take(Kind.ACKNOWLEDGED, id, call, body == null ? null : body.comment());
    }

    @POST
    @Path("/alerts/{id}/comment")
    public Response comment(@PathParam("id") long id, @Nullable Words body, @Context ContainerRequestContext call)
            throws SQLException {
        return take(Kind.COMMENTED, id, call, required(body));
    }

    /** Ends it by hand, with the reason. What goes on being bad opens another, on new evidence alone. */
    @POST
    @Path("/alerts/{id}/resolve")
    public Response resolve(@PathParam("id") long id, @Nullable Words body, @Context ContainerRequestContext call)
            throws SQLException {
        return take(Kind.RESOLVED, id, call, required(body));
    }

    @POST
    @Path("/alerts/{id}/assign")
    public Response assign(@PathParam("id") long id, @Nullable Assignment body, @Context ContainerRequestContext call)
            throws SQLException {
        String to = body == null || body.to() == null || body.to().isBlank() ? null : body.to();
        text("to", to, LONGEST_NAME);
        String comment = body == null ? null : text("comment", body.comment(), LONGEST_COMMENT);
        return answer(
                decisions.take(new Decision(Kind.ASSIGNED, id, IdentityFilter.actor(call), comment, to, null)), id);
    }

    /** It is not told again until then; then it is, if it still lasts. */
    @POST
    @Path("/alerts/{id}/snooze")
    public Response snooze(@PathParam("id") long id, @Nullable Snooze body, @Context ContainerRequestContext call)
            throws SQLException {
        Instant until = until(body == null ? null : body.until());
        String comment = body == null ? null : text("comment", body.comment(), LONGEST_COMMENT);
        return answer(
                decisions.take(new Decision(Kind.SNOOZED, id, IdentityFilter.actor(call), comment, null, until)), id);
    }

    private Response take(Kind kind, long id, ContainerRequestContext call, @Nullable String comment)
            throws SQLException {
        text("comment", comment, LONGEST_COMMENT);
        return answer(decisions.take(new Decision(kind, id, IdentityFilter.actor(call), comment, null, null)), id);
    }

    private Instant until(@Nullable String text) {
        try {
            Instant until = Instant.parse(text == null ? "" : text);
            Instant now = clock.instant();
            if (until.isAfter(now) && !until.isAfter(now.plus(LONGEST_SNOOZE))) {
                return until;
            }
        } catch (DateTimeException e) {
            throw new BadParameterException("until", "must be a moment such as 2026-01-31T08:00:00Z");
        }
        throw new BadParameterException("until", "must be in the future and at most 30 days away");
    }

    private static String required(@Nullable Words body) {
        String comment = body == null ? null : body.comment();
        if (comment == null || comment.isBlank()) {
            throw new BadParameterException("comment", "is missing");
        }
        return comment;
    }

    private static @Nullable String text(String field, @Nullable String text, int longest) {
        if (text != null && (text.length() > longest || text.indexOf('\0') >= 0)) {
            throw new BadParameterException(field, "must be at most " + longest + " characters of text");
        }
        return text;
    }

    private Response answer(Decision.Outcome outcome, long id) throws SQLException {
        return outcome == Decision.Outcome.ALERT_HAS_ENDED
                ? Response.status(Response.Status.CONFLICT)
                        .entity(Map.of("error", "alert " + id + " has ended", "field", "id"))
                        .build()
                : alerts.get(id);
    }
}
