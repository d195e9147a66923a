package dev.plumbline.drift.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Bytes of an upload to cases: a JSON list, an object with {@code items}, or one object a line (JSONL). Every row that
 * cannot be taken is named with its field; a value is never quoted.
 */
final class CaseReader {

    /** Cases of a set at most. */
    static final int MOST = 2_000;

    private static final int LONGEST_ID = 200;
    private static final int LONGEST_INPUT = 20_000;
    private static final Set<String> FIELDS = Set.of("id", "input", "traceId");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final List<CaseFault> faults = new ArrayList<>();
    private final List<Item> items = new ArrayList<>();
    private final Map<String, Integer> rows = new HashMap<>();

    private CaseReader() {}

    /**
     * The cases of an upload, in their order.
     *
     * @throws FaultyCasesException when one of them cannot be taken, or none is there
     */
    static List<Item> read(byte[] body) {
        CaseReader reader = new CaseReader();
        List<JsonNode> rows = reader.rows(text(body));
        if (rows.isEmpty()) {
            throw whole("items", "there is no item; a set is given up by DELETE");
        }
        if (rows.size() > MOST) {
            throw whole("items", "a set has at most " + MOST + " items, these are " + rows.size());
        }
        for (int i = 0; i < rows.size(); i++) {
            reader.take(i, rows.get(i));
        }
        if (!reader.faults.isEmpty()) {
            throw new FaultyCasesException(reader.faults, rows.size());
        }
        return List.copyOf(reader.items);
    }

    private static FaultyCasesException whole(String field, String error) {
        return new FaultyCasesException(List.of(new CaseFault(0, field, error)), 0);
    }

    private static String text(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw whole("body", "the body is no UTF-8");
        }
    }

    private List<JsonNode> rows(String text) {
        String body = text.strip();
        if (body.startsWith("[")) {
            return list(parsed(body), "body");
        }
        List<String> lines = body.lines().filter(line -> !line.isBlank()).toList();
        if (lines.size() > MOST) {
            throw whole("items", "a set has at most " + MOST + " items, these are more lines");
        }
        JsonNode object = tried(body);
        if (object != null && object.has("items")) {
            for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                if (!name.equals("items")) {
                    throw whole(name, name + " is not known; the object has items");
                }
            }
            return list(object.get("items"), "items");
        }
        List<JsonNode> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            JsonNode row = tried(lines.get(i));
            if (row == null) {
                fault(i, "", "is no JSON object");
                row = JSON.missingNode();
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<JsonNode> list(JsonNode list, String field) {
        if (!list.isArray()) {
            throw whole(field, field + " is no list");
        }
        List<JsonNode> rows = new ArrayList<>();
        list.forEach(rows::add);
        return rows;
    }

    private static JsonNode parsed(String text) {
        JsonNode node = tried(text);
        if (node == null) {
            throw whole("body", "the body is neither JSON nor one JSON object a line");
        }
        return node;
    }

    private static @Nullable JsonNode tried(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private void take(int index, JsonNode row) {
        if (row.isMissingNode()) {
            return;
        }
        if (!row.isObject()) {
            fault(index, "", "is no object");
            return;
        }
        int before = faults.size();
        for (Iterator<String> names = row.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                fault(index, "." + name, "is not known; an item has id, and input or traceId");
            }
        }
        String id = id(index, row.path("id"));
        String input = value(row, "input");
        String traceId = value(row, "traceId");
        if (present(row, "input") == present(row, "traceId")) {
            fault(index, "", present(row, "input") ? "has both input and traceId" : "has neither input nor traceId");
        } else if (present(row, "input")) {
            checkInput(index, input);
        } else if (traceId == null || !traceId.toLowerCase(Locale.ROOT).matches("[0-9a-f]{32}")) {
            fault(index, ".traceId", "is not 32 hex digits");
        }
        if (faults.size() == before && id != null) {
            items.add(new Item(index + 1, id, input, traceId == null ? null : traceId.toLowerCase(Locale.ROOT)));
        }
    }

    private @Nullable String id(int index, JsonNode value) {
        if (!value.isTextual() && !value.isIntegralNumber()) {
            fault(index, ".id", value.isMissingNode() ? "is missing" : "is neither a text nor a whole number");
            return null;
        }
        String id = value.asText();
        if (id.isBlank() || id.length() > LONGEST_ID || id.indexOf('\0') >= 0) {
            fault(index, ".id", "is blank, longer than " + LONGEST_ID + " characters, or has a null character");
            return null;
        }
        Integer first = rows.putIfAbsent(id, index + 1);
        if (first != null) {
            fault(index, ".id", "is that of row " + first + " too");
            return null;
        }
        return id;
    }

    private void checkInput(int index, @Nullable String input) {
        if (input == null || input.isBlank()) {
            fault(index, ".input", "is no text, or blank");
        } else if (input.length() > LONGEST_INPUT) {
            fault(index, ".input", "is longer than " + LONGEST_INPUT + " characters");
        } else if (input.indexOf('\0') >= 0) {
            fault(index, ".input", "has a null character");
        }
    }

    private static boolean present(JsonNode row, String name) {
        return row.has(name) && !row.get(name).isNull();
    }

    private static @Nullable String value(JsonNode row, String name) {
        return row.path(name).isTextual() ? row.get(name).asText() : null;
    }

    private void fault(int index, String field, String error) {
        String named = "items[" + index + "]" + field;
        faults.add(new CaseFault(index + 1, named, named + " " + error));
    }
}
