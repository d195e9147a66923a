package dev.plumbline.evaluator.sessions;

import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.jobs.Job;
import dev.plumbline.evaluator.jobs.JobKind;
import dev.plumbline.evaluator.reading.InputReader;
import dev.plumbline.evaluator.reading.MaterialStore;
import dev.plumbline.evaluator.scoring.ScoringInput;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** Reads what is judged: a request, or what was said in a session. */
@Singleton
public class JudgedStore {
    /** A session with more requests is not read. */
    public static final int MOST = 200;

    private static final HexFormat HEX = HexFormat.of();

    private final DataSource database;
    private final MaterialStore materials;

    JudgedStore(DataSource database, MaterialStore materials) {
        this.database = database;
        this.materials = materials;
    }

    /** A session has more requests than are read. */
    public static final class TooLongException extends Exception {
        private static final long serialVersionUID = 1L;

        TooLongException() {
            super("more than " + MOST + " requests");
        }
    }

    /** The request of a job, when it is there. */
    public Optional<Request> request(Job job) {
        return Optional.ofNullable(materials.requests(Set.of(job.request())).get(job.request()));
    }

    /**
     * What a job is of; nothing when content has been removed, of a session that of any of its requests.
     *
     * @param request of the job
     * @throws TooLongException when a session has more than {@link #MOST} requests
     */
    public Optional<ScoringInput> read(Job job, Request request, InputReader reader) throws TooLongException {
        return job.kind() == JobKind.SESSION
                ? conversation(turns(job.request()), reader)
                : reader.read(materials.material(request));
    }

    /**
     * The requests of a past session in their order, one more than {@link #MOST} at most; none when it has gone on since, or
     * is no more.
     */
    public Set<RequestRef> turns(SessionAsOf session) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(SessionSql.TURNS_AS_OF)) {
                query.setInt(1, session.project());
                query.setString(2, session.feature());
                query.setString(3, session.session());
                query.setInt(4, session.version());
                query.setInt(5, MOST + 1);
                return refs(query);
            }
        });
    }

    /**
     * What was said in these requests of a session; nothing when content of any has been removed.
     *
     * @throws TooLongException when there are more than {@link #MOST}
     */
    public Optional<ScoringInput> conversation(Set<RequestRef> refs, InputReader reader) throws TooLongException {
        if (refs.size() > MOST) {
            throw new TooLongException();
        }
        Map<RequestRef, Request> requests = materials.requests(refs);
        List<ScoringInput> turns = new ArrayList<>();
        for (RequestRef ref : refs) {
            Request request = requests.get(ref);
            Optional<ScoringInput> turn = request == null ? Optional.empty() : reader.read(materials.material(request));
            if (turn.isEmpty()) {
                return Optional.empty();
            }
            turns.add(turn.get());
        }
        return turns.isEmpty() ? Optional.empty() : Optional.of(Conversation.of(turns));
    }

    private Set<RequestRef> turns(RequestRef first) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(SessionSql.TURNS)) {
                query.setBytes(1, HEX.parseHex(first.traceId()));
                query.setBytes(2, HEX.parseHex(first.spanId()));
                query.setInt(3, first.projectId());
                query.setInt(4, MOST + 1);
                return refs(query);
            }
        });
    }

    private static Set<RequestRef> refs(PreparedStatement query) throws SQLException {
        Set<RequestRef> refs = new LinkedHashSet<>();
        ResultSet row = query.executeQuery();
        while (row.next()) {
            refs.add(new RequestRef(
                    row.getInt("project_id"),
                    HEX.formatHex(row.getBytes("trace_id")),
                    HEX.formatHex(row.getBytes("span_id"))));
        }
        return refs;
    }
}
