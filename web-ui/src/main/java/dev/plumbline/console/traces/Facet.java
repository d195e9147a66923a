package dev.plumbline.console.traces;

import dev.plumbline.console.view.BadQuery;
import dev.plumbline.console.view.Query;
import dev.plumbline.tracestore.RequestQuery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Something requests can be told apart by, as the URL names it: {@code model}, or {@code attr.plan} for the custom
 * attribute {@code plan}. {@code not.} before the name leaves out a value; it may stand there several times.
 */
record Facet(RequestQuery.Field field, String key) {
    static final String NOT = "not.";

    private static final String ATTRIBUTE = "attr.";
    private static final int MOST = 20;

    String name() {
        return field == RequestQuery.Field.ATTRIBUTE
                ? ATTRIBUTE + key
                : field.name().toLowerCase(Locale.ROOT);
    }

    static boolean isName(String name) {
        String bare = name.startsWith(NOT) ? name.substring(NOT.length()) : name;
        return bare.startsWith(ATTRIBUTE) && bare.length() > ATTRIBUTE.length()
                || Arrays.stream(RequestQuery.Field.values())
                        .anyMatch(field -> field != RequestQuery.Field.ATTRIBUTE
                                && field.name().toLowerCase(Locale.ROOT).equals(bare));
    }

    /**
     * The conditions of a query. Feature, release and status have a place of their own among the filters unless they
     * are left out, so they are not repeated here.
     */
    static List<RequestQuery.Match> matches(Query query) {
        List<RequestQuery.Match> matches = new ArrayList<>();
        for (String name : query.names()) {
            boolean wanted = !name.startsWith(NOT);
            if (!isName(name) || wanted && RequestSearch.FILTERS.contains(name)) {
                continue;
            }
            Facet facet = of(wanted ? name : name.substring(NOT.length()));
            List<String> values = wanted ? query.all(name).subList(0, 1) : query.all(name);
            for (String value : values) {
                matches.add(new RequestQuery.Match(
                        facet.field(), facet.key().replace('\0', '\uFFFD'), facet.stored(value), wanted));
            }
        }
        if (matches.size() > MOST) {
            throw new BadQuery(NOT + "feature", "A list is told apart by at most " + MOST + " values.");
        }
        return List.copyOf(matches);
    }

    private static Facet of(String name) {
        return name.startsWith(ATTRIBUTE)
                ? new Facet(RequestQuery.Field.ATTRIBUTE, name.substring(ATTRIBUTE.length()))
                : new Facet(RequestQuery.Field.valueOf(name.toUpperCase(Locale.ROOT)), "");
    }

    /** The value as the store has it. */
    private String stored(String value) {
        return field == RequestQuery.Field.STATUS ? RequestSearch.status(value) : value.replace('\0', '\uFFFD');
    }
}
