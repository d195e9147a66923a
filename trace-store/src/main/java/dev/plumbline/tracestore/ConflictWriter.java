package dev.plumbline.tracestore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Notes spans that lost against another of the same ids and another start, in the caller's transaction. */
public final class ConflictWriter {

    /**
     * @param trace all spans of one trace as they are read: the winners
     * @return how many were not known to have lost
     */
    public int note(Connection connection, List<StoredSpan> trace) throws SQLException {
        Map<String, Long> winners = new HashMap<>();
        for (StoredSpan stored : trace) {
            if (stored.conflict()) {
                winners.put(stored.span().key().spanId(), stored.span().key().startNano());
            }
        }
        if (winners.isEmpty()) {
            return 0;
        }
        int projectId = trace.get(0).span().key().projectId();
        byte[] traceId = Hex.bytes(trace.get(0).span().key().traceId());
        int lost = 0;
        try (PreparedStatement query = connection.prepareStatement(SpanSql.STARTS);
                PreparedStatement note = connection.prepareStatement(SpanSql.LOST)) {
            query.setBytes(1, traceId);
            query.setInt(2, projectId);
            query.setArray(3, Columns.ids(connection, winners.keySet()));
            ResultSet row = query.executeQuery();
            while (row.next()) {
                Long winner = winners.get(Hex.text(row.getBytes(1)));
                if (winner != null && winner != row.getLong(2)) {
                    note.setInt(1, projectId);
                    note.setBytes(2, traceId);
                    note.setBytes(3, row.getBytes(1));
                    note.setLong(4, row.getLong(2));
                    lost += note.executeUpdate();
                }
            }
        }
        return lost;
    }
}
