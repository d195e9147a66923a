package dev.plumbline.console.traces;

import dev.plumbline.console.view.Amount;
import dev.plumbline.console.view.Query;
import dev.plumbline.console.view.Url;
import dev.plumbline.console.view.Visible;
import dev.plumbline.tracestore.Facets;
import dev.plumbline.tracestore.RequestQuery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The values that the requests of a list have, to keep or to leave out by a click.
 *
 * @param basis over how many requests they were counted
 */
record FacetPanel(String basis, List<Group> groups) {
    private static final int LINE = 48;
    private static final int MOST_ATTRIBUTES = 8;

    /** One field with its commonest values. */
    record Group(String title, List<Choice> choices) {}

    /**
     * @param only the list of those that have the value; of all again when it is chosen already
     * @param without the list of those that do not have it
     */
    record Choice(String shown, String count, boolean chosen, Url only, Url without) {}

    /** @param here the list without its place in it */
    static FacetPanel of(Facets facets, Query query, Url here) {
        Map<Facet, List<Facets.Value>> fields = new LinkedHashMap<>();
        facets.values().stream()
                .sorted(Comparator.comparing(Facets.Value::field).thenComparing(Facets.Value::key))
                .forEach(value -> fields.computeIfAbsent(
                                new Facet(value.field(), value.key()), field -> new ArrayList<>())
                        .add(value));
        List<Group> groups = new ArrayList<>();
        int attributes = 0;
        for (Map.Entry<Facet, List<Facets.Value>> field : fields.entrySet()) {
            Facet facet = field.getKey();
            boolean chosen = query.first(facet.name()) != null;
            boolean attribute = facet.field() == RequestQuery.Field.ATTRIBUTE;
            if (field.getValue().size() > 1 || chosen || attribute) {
                if (attribute && ++attributes > MOST_ATTRIBUTES) {
                    break;
                }
                groups.add(group(facet, field.getValue(), query, here));
            }
        }
        String counted = Amount.count(facets.requests());
        return new FacetPanel(
                facets.whole()
                        ? "Counted over all " + counted + " that match."
                        : "Counted over the latest " + counted + " that match.",
                List.copyOf(groups));
    }

    private static Group group(Facet facet, List<Facets.Value> values, Query query, Url here) {
        String name = facet.name();
        List<Choice> choices = new ArrayList<>();
        for (Facets.Value value : values) {
            String given =
                    facet.field() == RequestQuery.Field.STATUS ? value.value().toLowerCase(Locale.ROOT) : value.value();
            boolean chosen = given.equalsIgnoreCase(query.text(name))
                    && (facet.field() == RequestQuery.Field.STATUS || given.equals(query.text(name)));
            choices.add(new Choice(
                    Visible.line(given.isEmpty() ? "(empty)" : given, LINE),
                    Amount.count(value.requests()),
                    chosen,
                    chosen ? here.without(name) : here.with(name, given).without(Facet.NOT + name, given),
                    here.also(Facet.NOT + name, given)));
        }
        String title = facet.field() == RequestQuery.Field.ATTRIBUTE ? facet.key() : name;
        return new Group(Visible.line(title, LINE), choices);
    }
}
