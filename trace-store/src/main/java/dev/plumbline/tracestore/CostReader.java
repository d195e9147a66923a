package dev.plumbline.tracestore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.contracts.trace.RequestRef;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** What requests cost. */
public final class CostReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<RequestCost.Call>> CALLS = new TypeReference<>() {};

    private final DataSource database;

    public CostReader(DataSource database) {
        this.database = database;
    }

    /** Those of the named requests that are there. */
    public Map<RequestRef, RequestCost> byRef(Collection<RequestRef> refs) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return byRef(connection, refs);
        }
    }

    /** The same in the caller's transaction. */
    public Map<RequestRef, RequestCost> byRef(Connection connection, Collection<RequestRef> refs) throws SQLException {
        Map<RequestRef, RequestCost> costs = new HashMap<>();
        if (refs.isEmpty()) {
            return costs;
        }
        Set<RequestRef> wanted = new HashSet<>(refs);
        try (PreparedStatement query = connection.prepareStatement(RequestSql.COSTS)) {
            query.setArray(
                    1,
                    connection.createArrayOf(
                            "bytea",
                            wanted.stream().map(ref -> Hex.bytes(ref.traceId())).toArray(byte[][]::new)));
            ResultSet row = query.executeQuery();
            while (row.next()) {
                RequestRef ref = RequestRows.ref(row);
                if (wanted.contains(ref)) {
                    costs.put(ref, cost(row));
                }
            }
        }
        return costs;
    }

    static String json(List<RequestCost.Call> calls) {
        try {
            return JSON.writeValueAsString(calls.stream()
                    .map(call -> new RequestCost.Call(
                            call.spanId(), Storable.textOrNull(call.model()), call.usd(), call.source()))
                    .toList());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RequestCost cost(ResultSet row) throws SQLException {
        String calls = row.getString("cost_calls");
        try {
            return new RequestCost(
                    row.getObject("cost_usd", Double.class),
                    row.getBoolean("cost_unknown"),
                    row.getString("price_version"),
                    calls == null ? List.of() : JSON.readValue(calls, CALLS));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
