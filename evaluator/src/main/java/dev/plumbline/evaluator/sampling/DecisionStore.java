package dev.plumbline.evaluator.sampling;

import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.tracestore.RequestReader;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** What was decided of requests, for as long as their jobs are kept. */
@Singleton
class DecisionStore {
    private static final String DECIDED = """
            SELECT reason, probability, policy_version, state, end_reason FROM eval.job
            WHERE trace_id = ? AND span_id = ? AND project_id = ? AND kind = 'judge'
            """;

    private final DataSource database;
    private final RequestReader requests;

    DecisionStore(DataSource database) {
        this.database = database;
        this.requests = new RequestReader(database);
    }

    /** A decision as it stands on the judge's job, and what became of it. */
    record Decided(
            String reason,
            double probability,
            int policyVersion,
            String state,
            @Nullable String endReason) {}

    List<Request> requests(int project, String traceId) {
        return Sql.reading(() -> requests.ofTrace(project, traceId));
    }

    Optional<Decided> decided(RequestRef request) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(DECIDED)) {
                query.setBytes(1, HexFormat.of().parseHex(request.traceId()));
                query.setBytes(2, HexFormat.of().parseHex(request.spanId()));
                query.setInt(3, request.projectId());
                ResultSet row = query.executeQuery();
                return row.next()
                        ? Optional.of(new Decided(
                                row.getString("reason"),
                                row.getDouble("probability"),
                                row.getInt("policy_version"),
                                row.getString("state"),
                                row.getString("end_reason")))
                        : Optional.empty();
            }
        });
    }
}
