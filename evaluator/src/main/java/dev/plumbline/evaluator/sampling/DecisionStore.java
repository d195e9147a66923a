package dev.plumbline.evaluator.sampling;

import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.tracestore.RequestReader;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** What was decided of requests, for as long as their jobs are kept. */
@Singleton
class DecisionStore {
    private static final String DECIDED = """
            SELECT job.reason, job.probability, job.policy_version, job.state, job.end_reason, job.rate AS first,
                   job.cluster_id IS NOT NULL AS applied, assignment.cluster_id, cluster_label, assignment.rate AS second,
                   draw, rule
            FROM eval.job
            LEFT JOIN eval.assignment USING (project_id, feature, session)
            WHERE job.trace_id = ? AND job.span_id = ? AND job.project_id = ? AND kind = 'judge'
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
            @Nullable String endReason,
            @Nullable Assigned cluster) {}

    /**
     * What phase 2 decided of the request's session.
     *
     * @param first probability of phase 1; null where the request is from before phase 2
     * @param second probability of phase 2: drawn when the draw is below it
     * @param rule that has the session judged when it is not drawn
     * @param applied whether the request came soon enough before for it to count
     */
    record Assigned(
            String id,
            String label,
            @Nullable Double first,
            double second,
            double draw,
            @Nullable String rule,
            boolean applied) {}

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
                                row.getString("end_reason"),
                                assigned(row)))
                        : Optional.empty();
            }
        });
    }

    private static @Nullable Assigned assigned(ResultSet row) throws SQLException {
        String id = row.getString("cluster_id");
        return id == null
                ? null
                : new Assigned(
                        id,
                        row.getString("cluster_label"),
                        row.getObject("first", Double.class),
                        row.getDouble("second"),
                        row.getDouble("draw"),
                        row.getString("rule"),
                        row.getBoolean("applied"));
    }
}
