package dev.plumbline.tracestore.skip;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Notes which values the requests of a minute have, in the caller's transaction. */
public final class MinuteWriter {

    /** @param start minutes since the Unix epoch */
    public record Minute(int project, int start) {}

    /** From now on these minutes can hold anything, until they are noted anew. */
    public void forget(Connection connection, List<Minute> minutes) throws SQLException {
        try (PreparedStatement forget = connection.prepareStatement(MinuteSql.FORGET)) {
            bind(forget, minutes);
            forget.executeUpdate();
        }
    }

    /**
     * Notes minutes that can hold anything, the latest first; nobody else may do so at the same time.
     *
     * @param before minutes since the Unix epoch; later ones still change too often
     * @param most minutes, above 0
     * @return whether there were any: there may be more
     */
    public boolean note(Connection connection, int before, int most) throws SQLException {
        List<Minute> due = due(connection, before, most);
        if (due.isEmpty()) {
            return false;
        }
        Map<Minute, Set<Value>> values = values(connection, due);
        try (PreparedStatement keep = connection.prepareStatement(MinuteSql.KEEP);
                PreparedStatement drop = connection.prepareStatement(MinuteSql.DROP)) {
            for (Minute minute : due) {
                Set<Value> held = values.get(minute);
                if (held == null) {
                    drop.setInt(1, minute.project());
                    drop.setInt(2, minute.start());
                    drop.addBatch();
                } else {
                    keep.setBytes(1, Bits.of(held));
                    keep.setInt(2, minute.project());
                    keep.setInt(3, minute.start());
                    keep.addBatch();
                }
            }
            keep.executeBatch();
            drop.executeBatch();
        }
        return true;
    }

    private static List<Minute> due(Connection connection, int before, int most) throws SQLException {
        List<Minute> due = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(MinuteSql.DUE)) {
            query.setInt(1, before);
            query.setInt(2, most);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                due.add(new Minute(row.getInt("project_id"), row.getInt("start_minute")));
            }
        }
        return due;
    }

    private static Map<Minute, Set<Value>> values(Connection connection, List<Minute> minutes) throws SQLException {
        Map<Minute, Set<Value>> values = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(MinuteSql.VALUES)) {
            bind(query, minutes);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                values.computeIfAbsent(
                                new Minute(row.getInt("project"), row.getInt("minute")), minute -> new HashSet<>())
                        .add(new Value(row.getString("field"), row.getString("key"), row.getString("value")));
            }
        }
        return values;
    }

    private static void bind(PreparedStatement statement, List<Minute> minutes) throws SQLException {
        Connection connection = statement.getConnection();
        statement.setArray(
                1,
                connection.createArrayOf(
                        "integer", minutes.stream().map(Minute::project).toArray()));
        statement.setArray(
                2,
                connection.createArrayOf(
                        "integer", minutes.stream().map(Minute::start).toArray()));
    }
}
