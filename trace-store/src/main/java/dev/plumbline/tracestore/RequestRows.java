package dev.plumbline.tracestore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.contracts.trace.Fingerprint;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.contracts.trace.RequestShape;
import dev.plumbline.contracts.trace.RequestText;
import dev.plumbline.contracts.trace.RequestTime;
import dev.plumbline.contracts.trace.SpanStatus;

import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** Requests and truths out of a result set, and the two packed columns in both directions. */
final class RequestRows {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};
    private static final int DIGEST_HEX = 64;

    private RequestRows() {}

    static Request request(ResultSet row) throws SQLException {
        return new Request(
                ref(row),
                row.getInt("version"),
                SpanRows.origin(row),
                new RequestTime(
                        row.getLong("start_nano"),
                        row.getLong("end_nano"),
                        SpanStatus.valueOf(row.getString("status")),
                        row.getString("name")),
                new RequestShape(
                        row.getInt("spans"),
                        row.getInt("model_calls"),
                        row.getInt("tool_calls"),
                        row.getInt("documents"),
                        SpanRows.number(row, "tokens_in"),
                        SpanRows.number(row, "tokens_out"),
                        row.getString("model")),
                new RequestText(
                        row.getString("input_text"),
                        row.getString("output_text"),
                        row.getBoolean("text_cut"),
                        fingerprint(Hex.text(row.getBytes("fingerprint")), Hex.text(row.getBytes("digests")))),
                attributes(row.getString("attributes")));
    }

    static RequestRef ref(ResultSet row) throws SQLException {
        return new RequestRef(
                row.getInt("project_id"), Hex.text(row.getBytes("trace_id")), Hex.text(row.getBytes("span_id")));
    }

    static Truth truth(ResultSet row) throws SQLException {
        return new Truth(
                ref(row),
                row.getString("kind"),
                row.getString("name"),
                row.getString("source"),
                row.getObject("value", Double.class),
                row.getString("label"),
                row.getLong("at_nano"));
    }

    static byte[] digests(Fingerprint print) {
        return Hex.bytes(
                print.model() + print.system() + print.tools() + print.context() + print.history() + print.input());
    }

    static String attributesJson(Map<String, String> attributes) {
        try {
            // Cleaned before, not in the JSON: text such as a path may hold the six characters of an escape.
            return JSON.writeValueAsString(Storable.attributes(attributes));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> attributes(String json) {
        try {
            return JSON.readValue(json, ATTRIBUTES);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Fingerprint fingerprint(String request, String digests) {
        String[] parts = new String[6];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = digests.substring(i * DIGEST_HEX, (i + 1) * DIGEST_HEX);
        }
        return new Fingerprint(request, parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]);
    }
}
