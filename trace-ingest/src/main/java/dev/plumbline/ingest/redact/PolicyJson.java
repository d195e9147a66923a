package dev.plumbline.ingest.redact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.contracts.scan.Kind;
import dev.plumbline.ingest.redact.Policy.Extent;
import dev.plumbline.ingest.redact.Policy.Mode;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A policy as people write it: {@code {"redact": {"email": "mask"}, "patterns": [{"name", "pattern", "mode"}], "capture":
 * [{"attribute", "value", "extent"}]}}. Modes are mask, token and drop; extents full, metadata and none.
 */
final class PolicyJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 50;

    private PolicyJson() {}

    /** Something in the policy is not as it must be. */
    static final class BadPolicyException extends Exception {
        private static final long serialVersionUID = 1L;
        private final String field;

        BadPolicyException(String field, String message) {
            super(message);
            this.field = field;
        }

        String field() {
            return field;
        }
    }

    static Policy read(String text) throws BadPolicyException {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new BadPolicyException("body", "must be JSON: " + e.getOriginalMessage());
        }
        if (!root.isObject()) {
            throw new BadPolicyException("body", "must be a JSON object");
        }
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            if (!List.of("redact", "patterns", "capture").contains(field.getKey())) {
                throw new BadPolicyException(field.getKey(), "is unknown; redact, patterns and capture are not");
            }
        }
        return new Policy(found(root.path("redact")), patterns(root.path("patterns")), captures(root.path("capture")));
    }

    private static Map<Kind, Mode> found(JsonNode redact) throws BadPolicyException {
        Map<Kind, Mode> found = new EnumMap<>(Kind.class);
        for (Map.Entry<String, JsonNode> entry : redact.properties()) {
            String field = "redact." + entry.getKey();
            found.put(constant(Kind.class, entry.getKey(), field), mode(entry.getValue(), field));
        }
        return found;
    }

    private static List<Policy.Pattern> patterns(JsonNode list) throws BadPolicyException {
        List<Policy.Pattern> patterns = new ArrayList<>();
        for (JsonNode entry : array(list, "patterns")) {
            String field = "patterns[" + patterns.size() + "]";
            String name = entry.path("name").asText("");
            if (!name.matches("[a-z0-9_-]{1,30}")) {
                throw new BadPolicyException(
                        field + ".name", "must be 1 to 30 lower-case letters, digits, dashes or underscores");
            }
            String expression = entry.path("pattern").asText("");
            try {
                UserPatterns.check(expression);
            } catch (IllegalArgumentException e) {
                throw new BadPolicyException(field + ".pattern", String.valueOf(e.getMessage()));
            }
            patterns.add(new Policy.Pattern(name, expression, mode(entry.path("mode"), field + ".mode")));
        }
        return patterns;
    }

    private static List<Policy.Capture> captures(JsonNode list) throws BadPolicyException {
        List<Policy.Capture> captures = new ArrayList<>();
        for (JsonNode entry : array(list, "capture")) {
            String field = "capture[" + captures.size() + "]";
            String attribute = entry.path("attribute").asText("");
            if (attribute.isEmpty()) {
                throw new BadPolicyException(field + ".attribute", "must name an attribute");
            }
            captures.add(new Policy.Capture(
                    attribute,
                    entry.hasNonNull("value") ? entry.path("value").asText() : null,
                    constant(Extent.class, entry.path("extent").asText(""), field + ".extent")));
        }
        return captures;
    }

    private static JsonNode array(JsonNode list, String field) throws BadPolicyException {
        if (!list.isMissingNode() && !list.isNull() && !list.isArray()) {
            throw new BadPolicyException(field, "must be an array");
        }
        if (list.size() > MOST) {
            throw new BadPolicyException(field, "must have at most " + MOST + " entries");
        }
        return list;
    }

    private static Mode mode(JsonNode mode, String field) throws BadPolicyException {
        return constant(Mode.class, mode.asText(""), field);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text, String field) throws BadPolicyException {
        List<String> known = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String label = constant.name().toLowerCase(Locale.ROOT);
            if (label.equals(text)) {
                return constant;
            }
            known.add(label);
        }
        throw new BadPolicyException(field, "must be one of " + String.join(", ", known));
    }

    static JsonNode write(Policy policy) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode redact = root.putObject("redact");
        policy.found().forEach((kind, mode) -> redact.put(kind.label(), lower(mode)));
        ArrayNode patterns = root.putArray("patterns");
        policy.patterns()
                .forEach(pattern -> patterns.addObject()
                        .put("name", pattern.name())
                        .put("pattern", pattern.expression())
                        .put("mode", lower(pattern.mode())));
        ArrayNode captures = root.putArray("capture");
        policy.captures()
                .forEach(capture -> captures.addObject()
                        .put("attribute", capture.attribute())
                        .put("value", capture.value())
                        .put("extent", lower(capture.extent())));
        return root;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
