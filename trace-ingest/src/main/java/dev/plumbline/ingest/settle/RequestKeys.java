package dev.plumbline.ingest.settle;

import dev.plumbline.contracts.trace.Request;
import dev.plumbline.tracestore.StoredSpan;
import dev.plumbline.tracestore.statement.Subject;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What late truth may call a request by: its slices, the attributes that are configured as business keys, and the ids of
 * its models' responses. At most 128.
 */
final class RequestKeys {
    private static final int MOST = 128;
    private static final int LONGEST_RESPONSE_ID = 200;

    private final SliceAttributes business;

    /** @param patterns exact keys, or prefixes that end in {@code .*} */
    RequestKeys(List<String> patterns) {
        this.business = new SliceAttributes(patterns);
    }

    /** In the form of a statement's subject. */
    List<String> of(Request request, List<StoredSpan> trace) {
        List<StoredSpan> spans = spansOf(request, trace);
        Map<String, String> attributes = new TreeMap<>(request.attributes());
        attributes.putAll(business.of(spans.get(0), spans));
        Set<String> keys = new TreeSet<>();
        attributes.forEach((name, value) -> keys.add(Subject.key(name, value).stored()));
        for (StoredSpan span : spans) {
            String response = span.span().model().responseId();
            if (response != null && response.length() <= LONGEST_RESPONSE_ID) {
                keys.add(Subject.Kind.RESPONSE.stored(response));
            }
        }
        return keys.stream().limit(MOST).toList();
    }

    /** Its own first, and where it is the only request of its trace all others. */
    private static List<StoredSpan> spansOf(Request request, List<StoredSpan> trace) {
        List<StoredSpan> spans = new ArrayList<>();
        for (StoredSpan span : trace) {
            if (span.span().key().spanId().equals(request.ref().spanId())) {
                spans.add(0, span);
            } else if (request.shape().spans() == trace.size()) {
                spans.add(span);
            }
        }
        return spans;
    }

    /** What any statement may call it by. */
    static Set<String> subjects(Request request) {
        Set<String> subjects = new HashSet<>();
        subjects.add(Subject.trace(request.ref().traceId()).stored());
        subjects.add(
                Subject.Kind.FINGERPRINT.stored(request.text().fingerprint().request()));
        String session = request.origin().sessionId();
        if (session != null) {
            subjects.add(Subject.Kind.SESSION.stored(session));
        }
        return subjects;
    }
}
