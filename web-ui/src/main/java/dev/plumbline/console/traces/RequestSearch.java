package dev.plumbline.console.traces;

import dev.plumbline.console.view.BadQuery;
import dev.plumbline.console.view.Query;
import dev.plumbline.console.view.TimeRange;
import dev.plumbline.console.view.Url;
import dev.plumbline.contracts.trace.SpanStatus;
import dev.plumbline.tracestore.RequestQuery;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which requests are looked for, as the URL says it; a list of the API and the screen read the same words.
 *
 * @param after the cursor of the page before; null on the first page
 */
public record RequestSearch(
        TimeRange range, RequestQuery.Filter filter, RequestQuery.@Nullable Cursor after, int limit) {
    public static final List<String> FILTERS =
            List.of("feature", "release", "status", "session", "text", "fingerprint");
    public static final List<String> TIMES = List.of("last", "from", "to");

    private static final Set<String> KNOWN = Set.of(
            "project",
            "feature",
            "release",
            "status",
            "session",
            "text",
            "fingerprint",
            "last",
            "from",
            "to",
            "cursor",
            "limit");
    private static final int LONGEST_TEXT = 200;

    /**
     * @param limit rows of a page unless the query says so
     * @param highest what the query may ask for
     * @throws BadQuery naming the parameter
     */
    public static RequestSearch parse(Query query, int limit, int highest, Instant now) {
        String text = value(query, "text");
        if (text != null && text.length() > LONGEST_TEXT) {
            throw new BadQuery("text", "text is at most 200 characters long.");
        }
        String cursor = value(query, "cursor");
        return new RequestSearch(
                TimeRange.parse(value(query, "last"), value(query, "from"), value(query, "to"), now),
                new RequestQuery.Filter(
                        value(query, "feature"),
                        value(query, "release"),
                        query.first("status") == null ? null : status(query.text("status")),
                        value(query, "session"),
                        text,
                        fingerprint(value(query, "fingerprint")),
                        Facet.matches(query)),
                cursor == null ? null : PageCursor.parse(cursor),
                limit(value(query, "limit"), limit, highest));
    }

    /** Refuses a name that means nothing here: a misspelt filter would look like an answer. */
    public static void refuseUnknown(Set<String> names) {
        for (String name : names) {
            if (!KNOWN.contains(name) && !Facet.isName(name)) {
                throw new BadQuery(name, "There is no parameter " + name + ".");
            }
        }
    }

    /** A link to a path with the conditions of a query in it: all but the place in the list. */
    public static Url link(Url path, Query query) {
        Url url = path;
        for (String name : query.names()) {
            if (name.startsWith(Facet.NOT) && Facet.isName(name)) {
                for (String value : query.all(name)) {
                    url = url.also(name, value);
                }
            } else if (FILTERS.contains(name) || TIMES.contains(name) || Facet.isName(name)) {
                url = url.with(name, query.first(name));
            }
        }
        return url;
    }

    /** The query for one row more than the page, which tells whether there is a next page. */
    public RequestQuery query(int projectId) {
        return new RequestQuery(projectId, range.fromNano(), range.toNano(), filter, after, limit + 1);
    }

    static String status(String status) {
        String name = status.toUpperCase(Locale.ROOT);
        if (Arrays.stream(SpanStatus.values()).noneMatch(known -> known.name().equals(name))) {
            throw new BadQuery("status", "status is unset, ok or error.");
        }
        return name;
    }

    private static @Nullable String fingerprint(@Nullable String digest) {
        if (digest != null && !digest.matches("[0-9a-f]{64}")) {
            throw new BadQuery("fingerprint", "fingerprint is 64 lower-case hex digits.");
        }
        return digest;
    }

    private static int limit(@Nullable String limit, int normal, int highest) {
        if (limit == null) {
            return normal;
        }
        if (!limit.matches("[0-9]{1,4}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > highest) {
            throw new BadQuery("limit", "limit is a number from 1 to " + highest + ".");
        }
        return Integer.parseInt(limit);
    }

    /** PostgreSQL knows no NUL in a text, so nothing can match one; it must not become an error either. */
    private static @Nullable String value(Query query, String name) {
        String value = query.first(name);
        return value == null ? null : value.replace('\0', '\uFFFD');
    }
}
