package dev.plumbline.tracestore.skip;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Where in time requests with some values can be. */
public final class MinuteReader {
    private MinuteReader() {}

    /**
     * The parts of a range that can hold a request with all of these values, the latest first: none of those that were
     * stored when this is asked lies outside.
     */
    public static List<Part> mayHold(Connection connection, int project, Part range, Set<Value> values)
            throws SQLException {
        if (values.isEmpty()) {
            return List.of(range);
        }
        // The bits are numbers that we made, and stand in the statement: the planner has nothing to guess.
        String bits = values.stream()
                .flatMap(value -> IntStream.of(Bits.places(value)).boxed())
                .map(MinuteSql.BIT::formatted)
                .collect(Collectors.joining(" AND "));
        List<Integer> barren = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(MinuteSql.BARREN.formatted(bits))) {
            query.setInt(1, project);
            query.setLong(2, Math.floorDiv(range.from(), Part.MINUTE_NANO));
            query.setLong(3, Math.floorDiv(range.to() - 1, Part.MINUTE_NANO));
            ResultSet row = query.executeQuery();
            while (row.next()) {
                barren.add(row.getInt("start_minute"));
            }
        }
        return range.without(barren);
    }
}
