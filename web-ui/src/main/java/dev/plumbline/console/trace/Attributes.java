package dev.plumbline.console.trace;

import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.Url;
import dev.plumbline.console.view.Visible;
import dev.plumbline.tracestore.SpanPayload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A span's raw attributes, as they were sent.
 *
 * @param dialect which dialect the span was read by
 * @param sections the span's own, those of its resource, its events and its links
 */
record Attributes(String dialect, List<Section> sections) {
    private static final int NAME = 200;
    private static final int MOST = 400;

    /** @param title what they belong to */
    record Section(String title, List<Entry> entries) {}

    /** One attribute. */
    record Entry(String name, Excerpt value) {}

    static Attributes of(SpanPayload payload, Url texts) {
        List<Section> sections = new ArrayList<>();
        add(sections, "Attributes of the span", payload.attributes(), "attribute", texts);
        add(sections, "Resource and scope", payload.resource(), "resource", texts);
        for (int i = 0; i < Math.min(MOST, payload.events().size()); i++) {
            Map<String, Object> event = payload.events().get(i);
            String time = event.get("timeNano") instanceof Number nano
                    ? ", " + Moment.exact(Moment.of(nano.longValue()))
                    : "";
            String title = "Event " + Visible.line(String.valueOf(event.get("name")), NAME) + time;
            add(sections, title, event, "event." + i, texts);
        }
        for (int i = 0; i < Math.min(MOST, payload.links().size()); i++) {
            add(sections, "Link", payload.links().get(i), "link." + i, texts);
        }
        return new Attributes(Visible.line(payload.dialect(), NAME), List.copyOf(sections));
    }

    private static void add(List<Section> sections, String title, Map<String, Object> values, String kind, Url texts) {
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, Object> value : new TreeMap<>(values).entrySet()) {
            if (entries.size() >= MOST) {
                break;
            }
            String address = kind + "." + value.getKey();
            entries.add(new Entry(
                    Visible.line(value.getKey(), NAME),
                    Excerpt.of(SpanTexts.of(value.getValue()), 0, texts.with("part", address))));
        }
        if (!entries.isEmpty()) {
            sections.add(new Section(title, List.copyOf(entries)));
        }
    }
}
