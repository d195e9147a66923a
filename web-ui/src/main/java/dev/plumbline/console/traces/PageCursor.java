package dev.plumbline.console.traces;

import dev.plumbline.console.view.BadQuery;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.tracestore.RequestQuery;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;

/** The place after which a page starts, as an opaque text for URLs. */
public final class PageCursor {
    private static final int BYTES = 24;
    private static final String FIRST_TRACE = "0".repeat(32);

    private PageCursor() {}

    public static String after(Request last) {
        return of(last.time().startNano(), last.ref().traceId());
    }

    /** A page that starts with what came before a moment, in nanoseconds since the Unix epoch. */
    static String before(long nano) {
        return of(nano, FIRST_TRACE);
    }

    private static String of(long nano, String traceId) {
        byte[] place = ByteBuffer.allocate(BYTES)
                .putLong(nano)
                .put(HexFormat.of().parseHex(traceId))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place);
    }

    public static RequestQuery.Cursor parse(String cursor) {
        try {
            byte[] place = Base64.getUrlDecoder().decode(cursor);
            if (place.length == BYTES) {
                return new RequestQuery.Cursor(
                        ByteBuffer.wrap(place).getLong(), HexFormat.of().formatHex(place, Long.BYTES, BYTES));
            }
        } catch (IllegalArgumentException notBase64) {
            // Said below, as for any other length.
        }
        throw new BadQuery("cursor", "cursor is the value of next in the page before.");
    }
}
