package dev.plumbline.ingest.truth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Statements as JSON: one object, an array of them, or an object with {@code items}. */
final class JsonStatements {
    private final ObjectMapper json;

    JsonStatements(ObjectMapper json) {
        this.json = json;
    }

    /** @param single whether the body is one statement and not a list */
    record Body(List<StatementForm.Sent> rows, boolean single) {}

    Body read(byte[] body) throws BadRowException {
        JsonNode root;
        try {
            root = json.readTree(body);
        } catch (JsonProcessingException e) {
            throw new BadRowException("body", "is no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new BadRowException("body", "cannot be read");
        }
        if (root == null || root.isMissingNode() || root.isNull()) {
            throw new BadRowException("body", "is empty");
        }
        boolean listed = root.isObject() && root.has("items");
        if (listed && !root.get("items").isArray()) {
            throw new BadRowException("items", "must be a list of statements");
        }
        if (!root.isArray() && !root.isObject()) {
            throw new BadRowException("body", "must be a statement or a list of them");
        }
        boolean single = root.isObject() && !listed;
        List<StatementForm.Sent> rows = new ArrayList<>();
        for (JsonNode item : single ? List.of(root) : listed ? root.get("items") : root) {
            rows.add(row(rows.size() + 1, item));
        }
        return new Body(rows, single);
    }

    private StatementForm.Sent row(int number, JsonNode item) {
        if (!item.isObject()) {
            return new StatementForm.Sent(number, null, Map.of(), new BadRowException("row", "must be an object"));
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : item.properties()) {
            if (property.getKey().equals("key") && property.getValue().isObject()) {
                property.getValue().properties().forEach(part -> put(fields, "key." + part.getKey(), part.getValue()));
            } else {
                put(fields, property.getKey(), property.getValue());
            }
        }
        return new StatementForm.Sent(number, null, fields, null);
    }

    private void put(Map<String, Object> fields, String name, JsonNode value) {
        if (!value.isNull()) {
            fields.put(name, json.convertValue(value, Object.class));
        }
    }
}
