package dev.plumbline.ingest.store;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Where every received item went, per project, signal and minute. */
@Singleton
public class LedgerStore {
    private final DataSource database;

    LedgerStore(DataSource database) {
        this.database = database;
    }

    /**
     * The last hour of one signal; {@code received = stored + duplicate + rejected + dropped}.
     *
     * @param lastMinute the latest minute with traffic, ISO 8601
     */
    public record Account(
            String signal,
            long received,
            long stored,
            long duplicate,
            long rejected,
            long dropped,
            String lastMinute) {}

    /**
     * What came of one signal and where it went; received is the sum of the others.
     *
     * @param conflicting what had the ids of another and said something else; it is in none of the sums
     */
    public record Sums(String signal, int stored, int duplicate, int rejected, int dropped, int conflicting) {
        public Sums(String signal, int stored, int duplicate, int rejected, int dropped) {
            this(signal, stored, duplicate, rejected, dropped, 0);
        }
    }

    /** Adds to the minute of receipt in the transaction of what it counts. */
    public void add(Connection connection, int projectId, Instant received, Sums sums) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(LedgerSql.ADD)) {
            insert.setString(1, received.truncatedTo(ChronoUnit.MINUTES).toString());
            insert.setInt(2, projectId);
            insert.setString(3, sums.signal());
            insert.setInt(4, sums.stored() + sums.duplicate() + sums.rejected() + sums.dropped());
            insert.setInt(5, sums.stored());
            insert.setInt(6, sums.duplicate());
            insert.setInt(7, sums.rejected());
            insert.setInt(8, sums.dropped());
            insert.setInt(9, sums.conflicting());
            insert.executeUpdate();
        }
    }

    public List<Account> lastHour(int projectId) throws SQLException {
        List<Account> accounts = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(LedgerSql.SUM)) {
            query.setInt(1, projectId);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                accounts.add(new Account(
                        row.getString("signal"),
                        row.getLong("received"),
                        row.getLong("stored"),
                        row.getLong("duplicate"),
                        row.getLong("rejected"),
                        row.getLong("dropped"),
                        row.getTimestamp("last_minute").toInstant().toString()));
            }
        }
        return accounts;
    }

    @Scheduled(every = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void fold() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement fold = connection.prepareStatement(LedgerSql.FOLD)) {
            fold.executeUpdate();
        }
    }
}
