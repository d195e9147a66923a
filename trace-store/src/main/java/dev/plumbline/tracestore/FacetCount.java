package dev.plumbline.tracestore;

import dev.plumbline.contracts.trace.Request;
import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up which values requests have. */
final class FacetCount {
    private static final int SHOWN = 8;

    private record Of(RequestQuery.Field field, String key) {}

    private final Map<Of, Map<String, Long>> counts =
            new TreeMap<>(Comparator.comparing((Of of) -> of.field().name()).thenComparing(Of::key));
    private long requests;

    void add(Request request) {
        requests++;
        add(RequestQuery.Field.FEATURE, request.origin().feature());
        add(RequestQuery.Field.RELEASE, request.origin().release());
        add(RequestQuery.Field.STATUS, request.time().status().name());
        add(RequestQuery.Field.MODEL, request.shape().model());
        add(RequestQuery.Field.ENVIRONMENT, request.origin().environment());
        request.attributes().forEach((key, value) -> add(RequestQuery.Field.ATTRIBUTE, key, value, 1));
    }

    private void add(RequestQuery.Field field, @Nullable String value) {
        if (value != null) {
            add(field, "", value, 1);
        }
    }

    /** So many more requests have this value. */
    void add(RequestQuery.Field field, String key, String value, long more) {
        counts.computeIfAbsent(new Of(field, key), of -> new HashMap<>()).merge(value, more, Long::sum);
    }

    /** So many more requests were looked at. */
    void looked(long more) {
        requests += more;
    }

    /** The commonest values of each, and of equal ones the first by name. @param whole whether these were all requests */
    Facets facets(boolean whole) {
        List<Facets.Value> values = counts.entrySet().stream()
                .flatMap(of -> of.getValue().entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                        .limit(SHOWN)
                        .map(value -> new Facets.Value(
                                of.getKey().field(), of.getKey().key(), value.getKey(), value.getValue())))
                .toList();
        return new Facets(requests, whole, values);
    }
}
