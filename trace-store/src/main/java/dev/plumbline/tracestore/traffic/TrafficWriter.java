package dev.plumbline.tracestore.traffic;

import dev.plumbline.tracestore.skip.MinuteWriter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;

/** Counts the requests of the minutes that are due, and of their hours, in the caller's transaction. */
public final class TrafficWriter {
    private static final int HOUR = 60;

    private final MinuteWriter values = new MinuteWriter();

    private record Stretch(int project, int startMinute) implements Comparable<Stretch> {
        @Override
        public int compareTo(Stretch other) {
            return project != other.project
                    ? Integer.compare(project, other.project)
                    : Integer.compare(startMinute, other.startMinute);
        }

        Stretch hour() {
            return new Stretch(project, Math.floorDiv(startMinute, HOUR) * HOUR);
        }
    }

    /**
     * One round; one transaction at a time does this, any other finds nothing to do.
     *
     * @param most marks to take, above 0
     * @return whether anything was due: there may be more
     */
    public boolean count(Connection connection, int most) throws SQLException {
        if (!alone(connection)) {
            return false;
        }
        // Marks first: whatever is committed after them leaves marks of its own.
        Set<Stretch> minutes = take(connection, most);
        if (minutes.isEmpty()) {
            return false;
        }
        Set<Stretch> hours = new TreeSet<>();
        minutes.forEach(minute -> hours.add(minute.hour()));
        count(connection, TrafficSql.COUNT_MINUTES, minutes, 1);
        count(connection, TrafficSql.COUNT_HOURS, hours, HOUR);
        values.forget(
                connection,
                minutes.stream()
                        .map(minute -> new MinuteWriter.Minute(minute.project(), minute.startMinute()))
                        .toList());
        return true;
    }

    /**
     * Notes which values the requests of some minutes have; one transaction at a time does this, as with counting.
     *
     * @param before minutes since the Unix epoch; later ones still change too often
     * @param most minutes, above 0
     * @return whether there were any: there may be more
     */
    public boolean note(Connection connection, int before, int most) throws SQLException {
        return alone(connection) && values.note(connection, before, most);
    }

    private static boolean alone(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TrafficSql.ONE_AT_A_TIME)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static Set<Stretch> take(Connection connection, int most) throws SQLException {
        Set<Stretch> minutes = new TreeSet<>();
        try (PreparedStatement take = connection.prepareStatement(TrafficSql.TAKE)) {
            take.setInt(1, most);
            ResultSet row = take.executeQuery();
            while (row.next()) {
                minutes.add(new Stretch(row.getInt("project_id"), row.getInt("minute")));
            }
        }
        return minutes;
    }

    private static void count(Connection connection, String sql, Set<Stretch> stretches, int minutes)
            throws SQLException {
        try (PreparedStatement forget = connection.prepareStatement(TrafficSql.FORGET);
                PreparedStatement count = connection.prepareStatement(sql)) {
            bind(forget, stretches);
            forget.setInt(3, minutes);
            forget.executeUpdate();
            bind(count, stretches);
            count.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, Set<Stretch> stretches) throws SQLException {
        Connection connection = statement.getConnection();
        statement.setArray(
                1,
                connection.createArrayOf(
                        "integer", stretches.stream().map(Stretch::project).toArray()));
        statement.setArray(
                2,
                connection.createArrayOf(
                        "integer", stretches.stream().map(Stretch::startMinute).toArray()));
    }
}
