package dev.plumbline.tracestore;

import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestShape;
import dev.plumbline.contracts.trace.RequestText;
import dev.plumbline.contracts.trace.RequestTime;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the store makes of text: PostgreSQL's holds neither NUL nor half a surrogate pair, so each becomes U+FFFD. What is
 * compared with something read from the store must have gone through this first, or it differs for ever.
 */
public final class Storable {
    private Storable() {}

    /** The text as it will be read again. */
    public static @Nullable String textOrNull(@Nullable String value) {
        return value == null ? null : text(value);
    }

    /** The text as it will be read again. */
    public static String text(String value) {
        if (value.chars().noneMatch(one -> one == 0 || Character.isSurrogate((char) one))) {
            return value;
        }
        int[] storable = value.codePoints()
                .map(one -> one == 0 || one >= Character.MIN_SURROGATE && one <= Character.MAX_SURROGATE ? 0xFFFD : one)
                .toArray();
        return new String(storable, 0, storable.length);
    }

    /** The request as it will be read again. */
    public static Request request(Request request) {
        return new Request(
                request.ref(),
                request.version(),
                origin(request.origin()),
                new RequestTime(
                        request.time().startNano(),
                        request.time().endNano(),
                        request.time().status(),
                        text(request.time().name())),
                shape(request.shape()),
                new RequestText(
                        text(request.text().input()),
                        text(request.text().output()),
                        request.text().cut(),
                        request.text().fingerprint()),
                attributes(request.attributes()));
    }

    /** Keys and values; of two keys that become one, the later in their order stays. */
    static Map<String, String> attributes(Map<String, String> attributes) {
        Map<String, String> storable = new TreeMap<>();
        new TreeMap<>(attributes).forEach((key, value) -> storable.put(text(key), text(value)));
        return storable;
    }

    private static Origin origin(Origin origin) {
        return new Origin(
                text(origin.feature()),
                textOrNull(origin.release()),
                textOrNull(origin.environment()),
                textOrNull(origin.sessionId()),
                textOrNull(origin.userId()));
    }

    private static RequestShape shape(RequestShape shape) {
        return new RequestShape(
                shape.spans(),
                shape.modelCalls(),
                shape.toolCalls(),
                shape.documents(),
                shape.tokensIn(),
                shape.tokensOut(),
                textOrNull(shape.model()));
    }
}
