package dev.plumbline.alerting.pause;

import dev.plumbline.alerting.BadParameterException;
import dev.plumbline.alerting.IdentityFilter;
import dev.plumbline.alerting.definition.DefinitionStore;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pauses rules and their series, and shows what is paused, by whom and until when. */
@Path("/api/v1/rules")
@Blocking
public class PauseResource {
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final int LONGEST_REASON = 2000;
    private static final int LONGEST_NAME = 500;
    private static final Set<String> BUILT_IN = Set.of("quality", "absence", "drift");

    private final PauseStore pauses;
    private final DefinitionStore rules;
    private final Clock clock;

    PauseResource(PauseStore pauses, DefinitionStore rules, Clock clock) {
        this.pauses = pauses;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * @param feature every one when it is left out
     * @param score every one when it is left out
     * @param slice {@code attribute=value}, empty for the whole; the rule with all of its series when it is left out
     * @param until a moment as in ISO 8601, at most 30 days away; not asked for to resume
     * @param reason not asked for to resume
     */
    public record Wanted(
            @Nullable Integer project,
            @Nullable String feature,
            @Nullable String score,
            @Nullable String slice,
            @Nullable String until,
            @Nullable String reason) {}

    /** @param next always null: the list is whole */
    public record Listed(List<Pause> items, @Nullable String next) {}

    /** What is paused now. */
    @GET
    @Path("/pauses")
    public Listed list(@QueryParam("project") @DefaultValue("1") String project) throws SQLException {
        int id = (int) BadParameterException.number("project", project, 1, Integer.MAX_VALUE);
        Instant now = clock.instant();
        return new Listed(
                pauses.recent().stream()
                        .filter(pause -> pause.what().project() == id && pause.isActive(now))
                        .toList(),
                null);
    }

    @POST
    @Path("/{name}/pause")
    public Response pause(@PathParam("name") String name, @Nullable Wanted body, @Context ContainerRequestContext call)
            throws SQLException {
        Pause.What what = what(name, body);
        Instant until = until(body == null ? null : body.until());
        String reason = body == null ? null : body.reason();
        if (reason == null || reason.isBlank()) {
            throw new BadParameterException("reason", "is missing");
        }
        text("reason", reason, LONGEST_REASON);
        if (!isKnown(what)) {
            return unknown(name);
        }
        return Response.status(Response.Status.CREATED)
                .entity(pauses.pause(what, IdentityFilter.actor(call), reason.strip(), until))
                .build();
    }

    /** Ends every pause of the rule that has the named values. */
    @POST
    @Path("/{name}/resume")
    public Response resume(@PathParam("name") String name, @Nullable Wanted body, @Context ContainerRequestContext call)
            throws SQLException {
        List<Pause> ended = pauses.resume(what(name, body), IdentityFilter.actor(call));
        return ended.isEmpty()
                ? Response.status(Response.Status.CONFLICT)
                        .entity(Map.of("error", "nothing of rule " + name + " is paused so", "field", "name"))
                        .build()
                : Response.ok(new Listed(ended, null)).build();
    }

    private boolean isKnown(Pause.What what) throws SQLException {
        return BUILT_IN.contains(what.rule())
                || rules.inForce().named(what.project(), what.rule()).isPresent();
    }

    private static Pause.What what(String name, @Nullable Wanted body) {
        if (body == null) {
            return new Pause.What(1, name, null, null, null);
        }
        int project = body.project() == null ? 1 : body.project();
        if (project < 1) {
            throw new BadParameterException("project", "must be 1 or more");
        }
        text("feature", body.feature(), LONGEST_NAME);
        text("score", body.score(), LONGEST_NAME);
        text("slice", body.slice(), LONGEST_NAME);
        String slice = body.slice();
        if (slice != null && !slice.isEmpty() && slice.indexOf('=') < 1) {
            throw new BadParameterException("slice", "must be attribute=value, or empty for the whole");
        }
        return new Pause.What(project, name, body.feature(), body.score(), slice);
    }

    private Instant until(@Nullable String text) {
        try {
            Instant until = Instant.parse(text == null ? "" : text);
            Instant now = clock.instant();
            if (until.isAfter(now) && !until.isAfter(now.plus(LONGEST))) {
                return until;
            }
        } catch (DateTimeException e) {
            throw new BadParameterException("until", "must be a moment such as 2026-01-31T08:00:00Z");
        }
        throw new BadParameterException("until", "must be in the future and at most 30 days away");
    }

    private static void text(String field, @Nullable String text, int longest) {
        if (text != null && (text.length() > longest || text.indexOf('\0') >= 0)) {
            throw new BadParameterException(field, "must be at most " + longest + " characters of text");
        }
    }

    private static Response unknown(String name) {
        return Response.status(Response.Status.NOT_FOUND)
                .entity(Map.of("error", "there is no rule " + name, "field", "name"))
                .build();
    }
}
