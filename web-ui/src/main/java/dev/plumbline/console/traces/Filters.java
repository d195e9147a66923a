package dev.plumbline.console.traces;

import dev.plumbline.console.view.Query;
import dev.plumbline.console.view.Url;
import dev.plumbline.console.view.Visible;

import java.util.ArrayList;
import java.util.List;

/** The conditions of a list as fields to change and as labels to take away. */
final class Filters {
    private static final int VALUE = 80;

    private Filters() {}

    /** @param here the list without its place in it */
    static TracesPage.Form form(Query query, RequestSearch search, Url here) {
        return new TracesPage.Form(
                values(query, search),
                kept(query),
                conditions(query, here),
                search.range().words());
    }

    private static TracesPage.Values values(Query query, RequestSearch search) {
        String last = search.range().last();
        return new TracesPage.Values(
                query.text("feature"),
                query.text("release"),
                query.text("status"),
                query.text("session"),
                query.text("text"),
                new TracesPage.Times(last == null ? "" : last, query.text("from"), query.text("to")));
    }

    private static List<TracesPage.Kept> kept(Query query) {
        List<TracesPage.Kept> kept = new ArrayList<>();
        for (String name : query.names()) {
            boolean field = RequestSearch.FILTERS.contains(name) && !name.equals("fingerprint");
            if (!field && (Facet.isName(name) || name.equals("fingerprint"))) {
                query.all(name).forEach(value -> kept.add(new TracesPage.Kept(name, value)));
            }
        }
        return kept;
    }

    private static List<TracesPage.Condition> conditions(Query query, Url here) {
        List<TracesPage.Condition> conditions = new ArrayList<>();
        for (String name : query.names()) {
            if (name.startsWith(Facet.NOT) && Facet.isName(name)) {
                String bare = name.substring(Facet.NOT.length());
                for (String value : query.all(name)) {
                    conditions.add(new TracesPage.Condition(
                            "not " + Visible.line(bare, VALUE), Visible.line(value, VALUE), here.without(name, value)));
                }
            } else if (RequestSearch.FILTERS.contains(name) || Facet.isName(name)) {
                conditions.add(new TracesPage.Condition(
                        Visible.line(name, VALUE), Visible.line(query.text(name), VALUE), here.without(name)));
            }
        }
        return conditions;
    }
}
