package dev.plumbline.evaluator.clusters;

import dev.plumbline.contracts.event.RequestAssigned;
import dev.plumbline.evaluator.sampling.CurrentPolicyStore;
import dev.plumbline.evaluator.sampling.Sampler;
import dev.plumbline.evaluator.sampling.SamplingConfig;
import dev.plumbline.evaluator.sampling.SamplingDecision;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Decides about a session by how many there were of its cluster in the 24 hours of event time before it. */
@Singleton
class DrawStore {
    private static final long DAY_NANO = 24L * 3600 * 1_000_000_000;
    private static final long SECOND_NANO = 1_000_000_000;
    private static final String OF_SESSION = "cluster|";
    private static final String FAR = "";

    private final CurrentPolicyStore policies;
    private final SamplingConfig.ClusterConfig config;

    DrawStore(CurrentPolicyStore policies, SamplingConfig config) {
        this.policies = policies;
        this.config = config.clusters();
    }

    /** What draws, and the common rate of phase 1. */
    record Draws(Sampler sampler, double common) {}

    /** Looked up before the transaction, which holds the one connection that it needs. */
    Draws now() {
        Sampler sampler = new Sampler(policies.get());
        return new Draws(sampler, sampler.policy().rate());
    }

    SecondPhase decide(Connection connection, SessionRef session, RequestAssigned one, Draws draws)
            throws SQLException {
        double rate = config.floorPerDay() == 0
                ? 0
                : SecondPhase.rate(config.floorPerDay(), perDay(connection, session, one) + 1, draws.common());
        double draw = draws.sampler().draw(OF_SESSION + session.session());
        return new SecondPhase(rate, draw, draw < rate ? null : rule(connection, session, one));
    }

    private @Nullable String rule(Connection connection, SessionRef session, RequestAssigned one) throws SQLException {
        if (one.cluster().found()
                && isAmongFirst(connection, session, one.cluster().id(), one.atNano(), config.newPerDay())) {
            return SamplingDecision.RULE_NEW_CLUSTER;
        }
        return one.cluster().far() && isAmongFirst(connection, session, FAR, one.atNano(), config.farPerDay())
                ? SamplingDecision.RULE_FAR
                : null;
    }

    private static long perDay(Connection connection, SessionRef session, RequestAssigned one) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(AssignmentSql.PER_DAY)) {
            query.setInt(1, session.project());
            query.setString(2, session.feature());
            query.setString(3, one.cluster().id());
            query.setLong(4, one.atNano() - DAY_NANO);
            query.setLong(5, one.atNano());
            ResultSet row = query.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    private static boolean isAmongFirst(
            Connection connection, SessionRef session, String cluster, long atNano, int most) throws SQLException {
        if (most == 0) {
            return false;
        }
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochSecond(Math.floorDiv(atNano, SECOND_NANO)), ZoneOffset.UTC);
        try (PreparedStatement insert = connection.prepareStatement(AssignmentSql.COUNT_DAY)) {
            insert.setInt(1, session.project());
            insert.setString(2, session.feature());
            insert.setString(3, cluster);
            insert.setString(4, day.toString());
            insert.setInt(5, most);
            return insert.executeUpdate() == 1;
        }
    }
}
