package dev.plumbline.ingest.ledger;

import dev.plumbline.ingest.IngestPipeline;
import dev.plumbline.ingest.IngestPipeline.Accepted;
import dev.plumbline.ingest.IngestPipeline.Encoding;
import dev.plumbline.ingest.decode.BadPayloadException;
import dev.plumbline.ingest.project.LimitStore.OverLimitException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where every item went, minute by minute, and the messages of which something was rejected. */
@Path("/api/v1/ingest")
@Produces(MediaType.APPLICATION_JSON)
public class LedgerResource {
    private static final Duration MOST = Duration.ofDays(1);

    private final MinuteStore minutes;
    private final LossStore losses;
    private final IngestPipeline pipeline;
    private final Clock clock;

    LedgerResource(MinuteStore minutes, LossStore losses, IngestPipeline pipeline, Clock clock) {
        this.minutes = minutes;
        this.losses = losses;
        this.pipeline = pipeline;
        this.clock = clock;
    }

    /** The last hour unless told otherwise; at most a day. */
    @GET
    @Path("/ledger")
    public Response ledger(
            @QueryParam("project") @DefaultValue("1") int project,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to)
            throws SQLException {
        Instant end;
        Instant start;
        try {
            end = to == null ? clock.instant() : Instant.parse(to);
            start = from == null ? end.minus(Duration.ofHours(1)) : Instant.parse(from);
        } catch (DateTimeException e) {
            return refuse(Response.Status.BAD_REQUEST, "from", "and to must be ISO 8601 instants");
        }
        if (start.isAfter(end) || Duration.between(start, end).compareTo(MOST) > 0) {
            return refuse(Response.Status.BAD_REQUEST, "from", "must lie at most a day before to");
        }
        return Response.ok(page(minutes.minutes(project, start, end))).build();
    }

    @GET
    @Path("/dead-letters")
    public Response letters(@QueryParam("project") @DefaultValue("1") int project) throws SQLException {
        return Response.ok(page(losses.letters(project))).build();
    }

    /** Takes the message again as if it came now; where something of it is still rejected, that is a new letter. */
    @POST
    @Path("/dead-letters/{id}/replay")
    public Response replay(@PathParam("id") long id) throws SQLException, IOException {
        Optional<LossStore.Message> letter = losses.letter(id);
        if (letter.isEmpty()) {
            return refuse(Response.Status.NOT_FOUND, "id", "is no dead letter");
        }
        try {
            Accepted accepted = take(letter.get());
            losses.forget(id);
            return Response.ok(Map.of("rejected", accepted.rejected(), "reasons", accepted.reasons()))
                    .build();
        } catch (BadPayloadException e) {
            losses.forget(id);
            return Response.ok(Map.of("rejected", 1, "reasons", List.of(String.valueOf(e.getMessage()))))
                    .build();
        } catch (OverLimitException e) {
            return refuse(Response.Status.SERVICE_UNAVAILABLE, "project", String.valueOf(e.getMessage()));
        }
    }

    private Accepted take(LossStore.Message message) throws BadPayloadException, OverLimitException, SQLException {
        Encoding encoding = message.json() ? Encoding.JSON : Encoding.PROTOBUF;
        return message.signal().equals("logs")
                ? pipeline.logs(message.projectId(), encoding, message.body())
                : pipeline.traces(message.projectId(), encoding, message.body());
    }

    private static Map<String, Object> page(List<?> items) {
        Map<String, Object> page = new HashMap<>();
        page.put("items", items);
        page.put("next", null);
        return page;
    }

    private static Response refuse(Response.Status status, String field, String reason) {
        return Response.status(status)
                .entity(Map.of("error", field + " " + reason, "field", field))
                .build();
    }
}
