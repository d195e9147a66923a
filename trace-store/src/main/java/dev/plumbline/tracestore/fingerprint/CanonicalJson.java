package dev.plumbline.tracestore.fingerprint;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON in the one form of RFC 8785 (JSON Canonicalization Scheme): keys sorted by UTF-16 code units, no white space,
 * numbers as ECMAScript writes an IEEE 754 double. Values are maps, lists, text, numbers, booleans and null.
 */
public final class CanonicalJson {
    private static final int MAX_DIGITS = 17;

    private CanonicalJson() {}

    public static String write(@Nullable Object value) {
        StringBuilder json = new StringBuilder();
        write(value, json);
        return json.toString();
    }

    private static void write(@Nullable Object value, StringBuilder json) {
        if (value == null) {
            json.append("null");
        } else if (value instanceof String text) {
            text(text, json);
        } else if (value instanceof Boolean) {
            json.append(value);
        } else if (value instanceof Number number) {
            json.append(number(number.doubleValue()));
        } else if (value instanceof List<?> list) {
            list(list, json);
        } else if (value instanceof Map<?, ?> map) {
            map(map, json);
        } else {
            throw new IllegalArgumentException("no JSON value: " + value.getClass());
        }
    }

    private static void list(List<?> list, StringBuilder json) {
        json.append('[');
        String comma = "";
        for (Object item : list) {
            json.append(comma);
            write(item, json);
            comma = ",";
        }
        json.append(']');
    }

    private static void map(Map<?, ?> map, StringBuilder json) {
        TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((key, item) -> sorted.put(String.valueOf(key), item));
        json.append('{');
        String comma = "";
        for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
            json.append(comma);
            text(entry.getKey(), json);
            json.append(':');
            write(entry.getValue(), json);
            comma = ",";
        }
        json.append('}');
    }

    private static void text(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\b' -> json.append("\\b");
                case '\t' -> json.append("\\t");
                case '\n' -> json.append("\\n");
                case '\f' -> json.append("\\f");
                case '\r' -> json.append("\\r");
                default -> {
                    if (c < 0x20) {
                        json.append(String.format("\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }

    /** ECMA-262 Number::toString: the fewest digits that give the same double back. Not a number has no JSON form. */
    static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return value > 0 ? "\"Infinity\"" : value < 0 ? "\"-Infinity\"" : "\"NaN\"";
        }
        if (value == 0) {
            return "0";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        BigDecimal exact = new BigDecimal(Math.abs(value));
        BigDecimal shortest = exact;
        for (int digits = 1; digits <= MAX_DIGITS; digits++) {
            shortest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (shortest.doubleValue() == Math.abs(value)) {
                break;
            }
        }
        return (value < 0 ? "-" : "") + layout(shortest.stripTrailingZeros());
    }

    private static String layout(BigDecimal value) {
        String digits = value.unscaledValue().toString();
        int point = digits.length() - value.scale();
        if (point > 21 || point < -5) {
            String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
            return digits.charAt(0) + fraction + "e" + (point - 1 < 0 ? "-" : "+") + Math.abs(point - 1);
        }
        return value.toPlainString();
    }
}
