package dev.plumbline.ingest.decode.wire;

import dev.plumbline.ingest.decode.BadPayloadException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static dev.plumbline.ingest.decode.wire.ProtoReader.BYTES;
import static dev.plumbline.ingest.decode.wire.ProtoReader.FIXED64;
import static dev.plumbline.ingest.decode.wire.ProtoReader.VARINT;
import static dev.plumbline.ingest.decode.wire.ProtoReader.tag;

/** Attributes and their values: {@code common.v1.KeyValue} and {@code AnyValue}. */
public final class ProtoValues {
    /** Values nested deeper are replaced by this text, so that no sender can exhaust the stack. */
    public static final String TOO_DEEP = "[nested deeper than 64 levels]";

    public static final int MAX_DEPTH = 64;

    private ProtoValues() {}

    /** Reads one attribute into the map; the last of equal keys wins. */
    public static void attribute(ProtoReader reader, Map<String, Object> into) throws BadPayloadException {
        attribute(reader, into, 0);
    }

    private static void attribute(ProtoReader reader, Map<String, Object> into, int depth) throws BadPayloadException {
        String key = "";
        Object value = null;
        for (int tag = reader.next(); tag != 0; tag = reader.next()) {
            switch (tag) {
                case 1 << 3 | BYTES -> key = reader.text();
                case 2 << 3 | BYTES -> value = any(reader.message(), depth);
                default -> reader.skip(tag);
            }
        }
        put(into, key, value, reader.oddities());
    }

    /** The last of equal keys wins; what is too much is told, not kept. */
    public static void put(Map<String, Object> into, String key, @Nullable Object value, Oddities oddities) {
        String shortened = oddities.key(key);
        if (into.size() < Oddities.MOST || into.containsKey(shortened)) {
            into.put(shortened, value);
        } else {
            oddities.cutAttribute();
        }
    }

    public static @Nullable Object any(ProtoReader reader) throws BadPayloadException {
        return any(reader, 0);
    }

    private static @Nullable Object any(ProtoReader reader, int depth) throws BadPayloadException {
        if (depth > MAX_DEPTH) {
            reader.oddities().tooDeep();
            return TOO_DEEP;
        }
        Object value = null;
        for (int tag = reader.next(); tag != 0; tag = reader.next()) {
            switch (tag) {
                case 1 << 3 | BYTES -> value = reader.text();
                case 2 << 3 | VARINT -> value = reader.varint() != 0;
                case 3 << 3 | VARINT -> value = reader.varint();
                case 4 << 3 | FIXED64 -> value = Double.longBitsToDouble(reader.fixed64());
                case 5 << 3 | BYTES -> value = list(reader.message(), depth + 1);
                case 6 << 3 | BYTES -> value = map(reader.message(), depth + 1);
                case 7 << 3 | BYTES -> value = reader.bytes();
                default -> reader.skip(tag);
            }
        }
        return value;
    }

    private static List<Object> list(ProtoReader reader, int depth) throws BadPayloadException {
        List<Object> values = new ArrayList<>();
        for (int tag = reader.next(); tag != 0; tag = reader.next()) {
            if (tag == tag(1, BYTES)) {
                values.add(any(reader.message(), depth));
            } else {
                reader.skip(tag);
            }
        }
        return values;
    }

    private static Map<String, Object> map(ProtoReader reader, int depth) throws BadPayloadException {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int tag = reader.next(); tag != 0; tag = reader.next()) {
            if (tag == tag(1, BYTES)) {
                attribute(reader.message(), values, depth);
            } else {
                reader.skip(tag);
            }
        }
        return values;
    }
}
