package dev.plumbline.console.rebuild;

import dev.plumbline.console.view.BadQuery;
import dev.plumbline.contracts.trace.Request;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * Names a request in a path: its trace id, followed by a dash and its span id where the trace has several requests.
 *
 * @param traceId 32 lower-case hex digits
 * @param spanId 16 lower-case hex digits; null for the first request of the trace
 */
public record RequestId(String traceId, @Nullable String spanId) {

    /** @param field the parameter to name when the text is no id */
    public static RequestId parse(@Nullable String text, String field) throws BadQuery {
        if (text == null || !text.matches("[0-9a-f]{32}(-[0-9a-f]{16})?")) {
            throw new BadQuery(
                    field, "A request is named by its trace id (32 hex digits), or by trace id, dash and span id.");
        }
        return text.length() == 32
                ? new RequestId(text, null)
                : new RequestId(text.substring(0, 32), text.substring(33));
    }

    /** This one among the requests of its trace. */
    public Optional<Request> among(List<Request> requests) {
        return requests.stream()
                .filter(request -> spanId == null || request.ref().spanId().equals(spanId))
                .findFirst();
    }

    @Override
    public String toString() {
        return spanId == null ? traceId : traceId + "-" + spanId;
    }
}
