package dev.plumbline.ingest.truth;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.ingest.IngestConfig;
import dev.plumbline.ingest.store.IngestStore;
import dev.plumbline.ingest.truth.TruthStore.Kept;
import dev.plumbline.ingest.truth.TruthStore.Problem;
import dev.plumbline.ingest.truth.TruthStore.Taken;
import dev.plumbline.tracestore.statement.StatementReader;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** Takes feedback of users and late ground truth as JSON or CSV, however late, and shows what became of it. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public class TruthResource {
    private static final String CSV = "text/csv";
    private static final Set<String> STATES = Set.of("waiting", "joined", "expired", "refused");
    private static final int LONGEST_ID = 150;
    private static final int MOST_LISTED = 500;

    private final TruthStore store;
    private final IngestStore ingest;
    private final StatementReader statements;
    private final IngestConfig config;
    private final JsonStatements json;
    private final Clock clock;

    TruthResource(
            TruthStore store,
            IngestStore ingest,
            DataSource database,
            IngestConfig config,
            ObjectMapper json,
            Clock clock) {
        this.store = store;
        this.ingest = ingest;
        this.statements = new StatementReader(database);
        this.config = config;
        this.json = new JsonStatements(json);
        this.clock = clock;
    }

    /**
     * What is asked of one call.
     *
     * @param key {@code Idempotency-Key}: its rows are known again by it and their number, unless they have ids of their own
     */
    private record Call(int project, String kind, @Nullable String key) {}

    @POST
    @Path("/truth")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response truth(
            @QueryParam("project") @DefaultValue("1") int project,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            byte[] body)
            throws SQLException {
        return json(new Call(project, "truth", key), body);
    }

    @POST
    @Path("/truth")
    @Consumes(CSV)
    public Response truthRows(
            @QueryParam("project") @DefaultValue("1") int project,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            byte[] body)
            throws SQLException {
        return csv(new Call(project, "truth", key), body);
    }

    @POST
    @Path("/feedback")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response feedback(
            @QueryParam("project") @DefaultValue("1") int project,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            byte[] body)
            throws SQLException {
        return json(new Call(project, "feedback", key), body);
    }

    @POST
    @Path("/feedback")
    @Consumes(CSV)
    public Response feedbackRows(
            @QueryParam("project") @DefaultValue("1") int project,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            byte[] body)
            throws SQLException {
        return csv(new Call(project, "feedback", key), body);
    }

    /** What was said, the latest first, with what became of it; history included. */
    @GET
    @Path("/feedback")
    public Response list(
            @QueryParam("project") @DefaultValue("1") int project,
            @QueryParam("state") @Nullable String state,
            @QueryParam("trace") @Nullable String trace,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("100") int limit)
            throws SQLException {
        if (state != null && !STATES.contains(state)) {
            return refuse(400, "state", "must be one of waiting, joined, expired and refused");
        }
        if (trace != null && !trace.matches("[0-9a-fA-F]{32}")) {
            return refuse(400, "trace", "must be 32 hex digits");
        }
        if (limit < 1 || limit > MOST_LISTED) {
            return refuse(400, "limit", "must be 1 to " + MOST_LISTED);
        }
        if (cursor != null && !cursor.matches("[0-9]{1,18}")) {
            return refuse(400, "cursor", "must be what the page before gave as next");
        }
        List<StatementReader.Line> lines = statements.list(new StatementReader.Wanted(
                project,
                state,
                trace == null ? null : trace.toLowerCase(Locale.ROOT),
                cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor),
                limit));
        Map<String, @Nullable Object> page = new HashMap<>();
        page.put("items", lines);
        page.put(
                "next",
                lines.size() < limit
                        ? null
                        : String.valueOf(lines.get(limit - 1).id()));
        return Response.ok(page).build();
    }

    private Response json(Call call, byte[] body) throws SQLException {
        try {
            JsonStatements.Body read = json.read(body);
            return take(call, read.rows(), read.single());
        } catch (BadRowException e) {
            return unreadable(call, e);
        }
    }

    private Response csv(Call call, byte[] body) throws SQLException {
        try {
            return take(call, CsvStatements.read(body), false);
        } catch (BadRowException e) {
            return unreadable(call, e);
        }
    }

    private Response unreadable(Call call, BadRowException e) throws SQLException {
        store.unreadable(call.project());
        return answer(400, Map.of("error", String.valueOf(e.getMessage()), "field", e.field()));
    }

    private Response take(Call call, List<StatementForm.Sent> rows, boolean single) throws SQLException {
        String key = call.key();
        if (key != null && (key.isBlank() || key.length() > LONGEST_ID)) {
            return refuse(400, "Idempotency-Key", "must be 1 to " + LONGEST_ID + " characters");
        }
        if (rows.size() > config.feedback().mostRows()) {
            return refuse(413, "body", "has more than " + config.feedback().mostRows() + " rows");
        }
        if (ingest.tooManyWait(call.project())) {
            return Response.status(503)
                    .header("Retry-After", "60")
                    .entity(Map.of(
                            "error", "too many statements of this project wait for their requests", "field", "project"))
                    .build();
        }
        Instant now = clock.instant();
        StatementForm form = new StatementForm(call.project(), call.kind(), now, now.plus(config.acceptedFuture()));
        Taken taken =
                store.take(call.project(), rows, sent -> form.read(sent, key == null ? null : key + "#" + sent.row()));
        return single ? one(taken) : all(taken);
    }

    /** 201 when it is joined, 200 when it was said already, 202 when it waits. */
    private static Response one(Taken taken) {
        if (!taken.problems().isEmpty()) {
            Problem problem = taken.problems().get(0);
            return answer(
                    problem.error().equals(TruthStore.ID_TAKEN) ? 409 : 400,
                    Map.of("error", problem.error(), "field", problem.field()));
        }
        Kept kept = taken.kept().get(0);
        String reason = kept.fate().reason();
        if (kept.fate().state().equals("refused")) {
            return answer(422, Map.of("error", String.valueOf(reason), "field", "statement", "id", kept.id()));
        }
        return answer(
                kept.unchanged() ? 200 : kept.fate().state().equals("joined") ? 201 : 202,
                Map.of(
                        "id",
                        kept.id(),
                        "state",
                        kept.fate().state(),
                        "requests",
                        kept.fate().requests(),
                        "unchanged",
                        kept.unchanged()));
    }

    /** 200 also when some rows were rejected; 400 when all were. */
    private static Response all(Taken taken) {
        Map<String, Object> answer = new LinkedHashMap<>();
        boolean nothing = taken.kept().isEmpty() && !taken.problems().isEmpty();
        if (nothing) {
            answer.put(
                    "error",
                    "no row was accepted; the first: " + taken.problems().get(0).error());
            answer.put("field", taken.problems().get(0).field());
        }
        answer.put("accepted", taken.kept().size());
        answer.put("rejected", taken.problems().size());
        answer.put("unchanged", taken.kept().stream().filter(Kept::unchanged).count());
        for (String state : List.of("joined", "waiting", "refused")) {
            answer.put(
                    state,
                    taken.kept().stream()
                            .filter(kept ->
                                    !kept.unchanged() && kept.fate().state().equals(state))
                            .count());
        }
        List<Map<String, Object>> errors = new ArrayList<>();
        for (Problem problem : taken.problems()) {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("row", problem.sent().row());
            Integer line = problem.sent().line();
            if (line != null) {
                error.put("line", line);
            }
            error.put("field", problem.field());
            error.put("error", problem.error());
            errors.add(error);
        }
        answer.put("errors", errors);
        return answer(nothing ? 400 : 200, answer);
    }

    private static Response refuse(int status, String field, String reason) {
        return answer(status, Map.of("error", field + " " + reason, "field", field));
    }

    private static Response answer(int status, Map<String, ? extends @Nullable Object> body) {
        return Response.status(status).entity(body).build();
    }
}
