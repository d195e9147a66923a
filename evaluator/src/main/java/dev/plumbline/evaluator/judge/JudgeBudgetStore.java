package dev.plumbline.evaluator.judge;

import dev.plumbline.evaluator.database.Sql;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.time.LocalDate;
import javax.sql.DataSource;

/** Counts calls of a UTC day before they are made: the row's lock keeps the budget exact over all threads and replicas. */
@Singleton
class JudgeBudgetStore {
    private static final String RESERVE = """
            INSERT INTO eval.judge_day AS today (day, calls)
            SELECT ?::date, 1 WHERE ? > 0
            ON CONFLICT (day) DO UPDATE SET calls = today.calls + 1 WHERE today.calls < ?
            """;
    private static final String GIVE_BACK = "UPDATE eval.judge_day SET calls = calls - 1 WHERE day = ?::date";
    private static final String SPENT = """
            UPDATE eval.judge_day SET tokens_in = tokens_in + ?, tokens_out = tokens_out + ? WHERE day = ?::date
            """;

    private final DataSource database;

    JudgeBudgetStore(DataSource database) {
        this.database = database;
    }

    /** Whether one more call may be made. */
    boolean reserve(LocalDate day, int dailyCalls) {
        return Sql.transaction(database, connection -> {
            try (PreparedStatement insert = connection.prepareStatement(RESERVE)) {
                insert.setString(1, day.toString());
                insert.setInt(2, dailyCalls);
                insert.setInt(3, dailyCalls);
                return insert.executeUpdate() == 1;
            }
        });
    }

    /** Takes a call back that the judge did not take: an outage must not eat the day's budget. */
    void giveBack(LocalDate day) {
        Sql.transaction(database, connection -> {
            try (PreparedStatement update = connection.prepareStatement(GIVE_BACK)) {
                update.setString(1, day.toString());
                return update.executeUpdate();
            }
        });
    }

    /** What a call used; nothing where the endpoint does not say. */
    void spent(LocalDate day, @Nullable Long tokensIn, @Nullable Long tokensOut) {
        if (tokensIn == null && tokensOut == null) {
            return;
        }
        Sql.transaction(database, connection -> {
            try (PreparedStatement update = connection.prepareStatement(SPENT)) {
                update.setLong(1, tokensIn == null ? 0 : tokensIn);
                update.setLong(2, tokensOut == null ? 0 : tokensOut);
                update.setString(3, day.toString());
                return update.executeUpdate();
            }
        });
    }
}
