package dev.plumbline.evaluator.judge;

import dev.plumbline.evaluator.judge.endpoint.JudgeConfig;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import javax.sql.DataSource;

/**
 * Counts calls of a UTC day before they are made, over all and of each rubric of each project: the rows' locks keep the
 * budget exact over all threads and replicas. What a call will cost is reckoned first and set right after it, so that
 * tokens and money are exceeded by no more than what the calls in flight were reckoned too low.
 */
@Singleton
class JudgeBudgetStore {
    private static final double MICROS = 1e6;
    private static final String RESERVE = """
            INSERT INTO eval.judge_day AS today (day, calls)
            SELECT ?::date, 1 WHERE ? > 0
            ON CONFLICT (day) DO UPDATE SET calls = today.calls + 1 WHERE today.calls < ?
            """;
    private static final String RESERVE_SPEND = """
            INSERT INTO eval.judge_spend AS today (day, project_id, rubric, calls, tokens, micros)
            SELECT new.day, new.project_id, new.rubric, 1, new.tokens, new.micros
            FROM (VALUES (?::date, ?::int, ?::text, ?::bigint, ?::bigint)) AS new (day, project_id, rubric, tokens, micros)
            WHERE new.tokens <= ? AND new.micros <= ?
            ON CONFLICT (day, project_id, rubric) DO UPDATE
            SET calls = today.calls + 1, tokens = today.tokens + EXCLUDED.tokens, micros = today.micros + EXCLUDED.micros
            WHERE today.tokens + EXCLUDED.tokens <= ? AND today.micros + EXCLUDED.micros <= ?
            """;
    private static final String GIVE_BACK = "UPDATE eval.judge_day SET calls = calls - 1 WHERE day = ?::date";
    private static final String CHANGE = """
            UPDATE eval.judge_spend SET calls = calls + ?, tokens = tokens + ?, micros = micros + ?
            WHERE day = ?::date AND project_id = ? AND rubric = ?
            """;
    private static final String SPENT = """
            UPDATE eval.judge_day SET tokens_in = tokens_in + ?, tokens_out = tokens_out + ? WHERE day = ?::date
            """;

    private final DataSource database;
    private final JudgeConfig config;

    JudgeBudgetStore(DataSource database, JudgeConfig config) {
        this.database = database;
        this.config = config;
    }

    /** Who pays, and on which UTC day. */
    record Account(LocalDate day, int project, String rubric) {}

    /** @param micros millionths of the currency of the prices */
    record Cost(long tokens, long micros) {}

    /** Whether one more call may be made. */
    boolean reserve(Account account, Cost estimate) {
        return Sql.transaction(database, connection -> {
            if (!reserveCall(connection, account)) {
                return false;
            }
            if (reserveSpend(connection, account, estimate)) {
                return true;
            }
            giveBackCall(connection, account);
            return false;
        });
    }

    /** Takes a call back that the judge did not take: an outage must not eat the day's budget. */
    void giveBack(Account account, Cost estimate) {
        Sql.transaction(database, connection -> {
            giveBackCall(connection, account);
            return change(connection, account, -1, new Cost(-estimate.tokens(), -estimate.micros()));
        });
    }

    /** What a call used; where the endpoint does not say, what was reckoned stands. */
    void spent(Account account, Cost estimate, @Nullable Long tokensIn, @Nullable Long tokensOut, Cost actual) {
        Sql.transaction(database, connection -> {
            try (PreparedStatement update = connection.prepareStatement(SPENT)) {
                update.setLong(1, tokensIn == null ? 0 : tokensIn);
                update.setLong(2, tokensOut == null ? 0 : tokensOut);
                update.setString(3, account.day().toString());
                update.executeUpdate();
            }
            Cost difference = new Cost(actual.tokens() - estimate.tokens(), actual.micros() - estimate.micros());
            return change(connection, account, 0, difference);
        });
    }

    private boolean reserveCall(Connection connection, Account account) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(RESERVE)) {
            insert.setString(1, account.day().toString());
            insert.setInt(2, config.dailyCalls());
            insert.setInt(3, config.dailyCalls());
            return insert.executeUpdate() == 1;
        }
    }

    private boolean reserveSpend(Connection connection, Account account, Cost cost) throws SQLException {
        long tokens = config.dailyTokens().orElse(Long.MAX_VALUE);
        long micros = config.dailyMoney().map(money -> (long) (money * MICROS)).orElse(Long.MAX_VALUE);
        try (PreparedStatement insert = connection.prepareStatement(RESERVE_SPEND)) {
            insert.setString(1, account.day().toString());
            insert.setInt(2, account.project());
            insert.setString(3, account.rubric());
            insert.setLong(4, cost.tokens());
            insert.setLong(5, cost.micros());
            insert.setLong(6, tokens);
            insert.setLong(7, micros);
            insert.setLong(8, tokens);
            insert.setLong(9, micros);
            return insert.executeUpdate() == 1;
        }
    }

    private static void giveBackCall(Connection connection, Account account) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(GIVE_BACK)) {
            update.setString(1, account.day().toString());
            update.executeUpdate();
        }
    }

    private static int change(Connection connection, Account account, int calls, Cost by) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(CHANGE)) {
            update.setInt(1, calls);
            update.setLong(2, by.tokens());
            update.setLong(3, by.micros());
            update.setString(4, account.day().toString());
            update.setInt(5, account.project());
            update.setString(6, account.rubric());
            return update.executeUpdate();
        }
    }
}
