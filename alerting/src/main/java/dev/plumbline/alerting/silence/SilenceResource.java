package dev.plumbline.alerting.silence;

import dev.plumbline.alerting.BadParameterException;
import dev.plumbline.alerting.IdentityFilter;
import dev.plumbline.alerting.alert.Matcher;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Silences: made, listed, ended. */
@Path("/api/v1/silences")
@Blocking
public class SilenceResource {
    private static final int LONGEST_REASON = 2000;
    private static final Duration LONGEST = Duration.ofDays(90);
    private static final List<String> STATES = List.of("future", "active", "ended", "all");

    private final SilenceStore silences;
    private final Clock clock;

    SilenceResource(SilenceStore silences, Clock clock) {
        this.silences = silences;
        this.clock = clock;
    }

    /**
     * @param project 1 when it is left out
     * @param matchers all must match; at least one
     * @param reason why, in words
     * @param startsAt a moment as in ISO 8601; now when it is left out
     * @param endsAt at most 90 days after the start
     */
    public record NewSilence(
            @Nullable Integer project,
            @Nullable List<@Nullable Matcher> matchers,
            @Nullable String reason,
            @Nullable String startsAt,
            @Nullable String endsAt) {}

    /** @param next always null: the list is whole */
    public record Listed(
            List<SilenceStore.Shown> items, @Nullable String next) {}

    @GET
    public Listed list(
            @QueryParam("project") @DefaultValue("1") String project,
            @QueryParam("state") @DefaultValue("active") String state)
            throws SQLException {
        if (!STATES.contains(state)) {
            throw new BadParameterException("state", "must be one of " + STATES);
        }
        int number = (int) BadParameterException.number("project", project, 1, Integer.MAX_VALUE);
        return new Listed(
                silences.all(number).stream()
                        .filter(shown -> state.equals("all") || shown.state().equals(state))
                        .toList(),
                null);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(@Nullable NewSilence wanted, @Context ContainerRequestContext call) throws SQLException {
        if (wanted == null) {
            throw new BadParameterException("body", "is missing");
        }
        String reason = wanted.reason();
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            throw new BadParameterException("reason", "must be 1 to " + LONGEST_REASON + " characters of text");
        }
        Instant now = clock.instant();
        Instant starts = wanted.startsAt() == null ? now : moment("startsAt", wanted.startsAt());
        Instant ends = moment("endsAt", wanted.endsAt());
        if (!ends.isAfter(now) || !ends.isAfter(starts) || ends.isAfter(starts.plus(LONGEST))) {
            throw new BadParameterException(
                    "endsAt", "must be in the future, after startsAt and at most " + LONGEST.toDays() + " days later");
        }
        int project = wanted.project() == null ? 1 : wanted.project();
        if (project < 1) {
            throw new BadParameterException("project", "must be 1 or more");
        }
        List<Matcher> matchers = Matcher.checked(wanted.matchers() == null ? List.of() : wanted.matchers(), 1);
        Silence silence = new Silence(0, project, matchers, starts, ends);
        int id = silences.put(silence, IdentityFilter.actor(call), reason);
        return Response.status(Response.Status.CREATED).entity(Map.of("id", id)).build();
    }

    /** Ends it now. It stays on record, with what it held back. */
    @DELETE
    @Path("/{id}")
    public Response end(@PathParam("id") int id, @Context ContainerRequestContext call) throws SQLException {
        return silences.end(id, IdentityFilter.actor(call))
                ? Response.noContent().build()
                : Response.status(Response.Status.NOT_FOUND)
                        .entity(Map.of("error", "there is no silence " + id + " that lasts", "field", "id"))
                        .build();
    }

    private static Instant moment(String field, @Nullable String text) {
        try {
            return Instant.parse(text == null ? "" : text);
        } catch (DateTimeException e) {
            throw new BadParameterException(field, "must be a moment such as 2026-01-31T08:00:00Z");
        }
    }
}
