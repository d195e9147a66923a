package dev.plumbline.ingest.truth;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;

/** Takes feedback of users and late ground truth about a request; the request must have been settled. */
@Path("/api/v1")
@Consumes(MediaType.APPLICATION_JSON)
public class TruthResource {
    private static final int MAX_TEXT = 200;

    private final TruthStore store;
    private final Clock clock;

    TruthResource(TruthStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * @param traceId 32 hex digits
     * @param name what was measured, for example {@code resolved} or {@code thumbs}
     * @param value a number; at least one of value and label is needed
     * @param source who says so; a later statement of the same source about the same name replaces the earlier
     * @param at ISO 8601; now when left out
     */
    public record Statement(
            @Nullable String traceId,
            @Nullable String name,
            @Nullable Double value,
            @Nullable String label,
            @Nullable String source,
            @Nullable String at) {}

    @POST
    @Path("/truth")
    public Response truth(@QueryParam("project") @DefaultValue("1") int project, Statement statement)
            throws SQLException {
        return record(project, "truth", statement);
    }

    @POST
    @Path("/feedback")
    public Response feedback(@QueryParam("project") @DefaultValue("1") int project, Statement statement)
            throws SQLException {
        return record(project, "feedback", statement);
    }

    private Response record(int project, String kind, Statement statement) throws SQLException {
        String traceId = statement.traceId();
        String name = statement.name();
        if (traceId == null || !traceId.matches("[0-9a-fA-F]{32}")) {
            return refuse("traceId", "must be 32 hex digits");
        }
        if (name == null || name.isBlank() || name.length() > MAX_TEXT) {
            return refuse("name", "must be 1 to 200 characters");
        }
        if (statement.value() == null && statement.label() == null) {
            return refuse("value", "is needed where there is no label");
        }
        if (statement.value() != null && !Double.isFinite(statement.value())) {
            return refuse("value", "must be a finite number");
        }
        if (length(statement.label()) > MAX_TEXT || length(statement.source()) > MAX_TEXT) {
            return refuse(length(statement.label()) > MAX_TEXT ? "label" : "source", "must be at most 200 characters");
        }
        try {
            Instant at = statement.at() == null ? clock.instant() : Instant.parse(statement.at());
            return store.record(project, traceId.toLowerCase(Locale.ROOT), kind, statement, at)
                    ? Response.status(Response.Status.CREATED).build()
                    : Response.status(Response.Status.NOT_FOUND)
                            .entity(Map.of("error", "no settled request has this trace id (yet)", "field", "traceId"))
                            .build();
        } catch (DateTimeParseException e) {
            return refuse("at", "must be an ISO 8601 instant such as 2026-01-31T12:00:00Z");
        }
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private static Response refuse(String field, String reason) {
        return Response.status(Response.Status.BAD_REQUEST)
                .entity(Map.of("error", field + " " + reason, "field", field))
                .build();
    }
}
