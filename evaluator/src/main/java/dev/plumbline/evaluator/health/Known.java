package dev.plumbline.evaluator.health;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that is known of one series.
 *
 * @param answers by the sign's name; those that were seen with every asking
 * @param labels by the sign's name; those that labels tell
 */
record Known(Map<String, Watched> answers, Map<String, LabelWatch> labels) {
    static final Known NOTHING = new Known(Map.of(), Map.of());

    Known {
        answers = Map.copyOf(answers);
        labels = Map.copyOf(labels);
    }

    /** One answer's mark. */
    record Mark(Sign sign, boolean bad, long atNano) {}

    Known after(List<Mark> marks) {
        Map<String, Watched> next = new HashMap<>(answers);
        for (Mark mark : marks) {
            next.put(
                    mark.sign().wire(),
                    next.getOrDefault(mark.sign().wire(), Watched.START).after(mark.bad(), mark.atNano()));
        }
        return new Known(next, labels);
    }

    Known looked(Map<Sign, List<LabelWatch.Item>> items) {
        Map<String, LabelWatch> next = new HashMap<>(labels);
        items.forEach((sign, list) -> next.put(
                sign.wire(), next.getOrDefault(sign.wire(), LabelWatch.START).look(list)));
        return new Known(answers, next);
    }

    /** Without its alarms: another version answers now. */
    Known settled() {
        return new Known(
                answers.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, one -> one.getValue().settled())),
                Map.of());
    }

    /** In which respects it is worse now, what tells most first. */
    Set<Sign> worse() {
        EnumMap<Sign, Boolean> worse = new EnumMap<>(Sign.class);
        answers.forEach((name, watched) -> {
            if (watched.alarm() != null) {
                worse.put(Sign.of(name), true);
            }
        });
        labels.forEach((name, watched) -> {
            if (watched.gotWorse()) {
                worse.put(Sign.of(name), true);
            }
        });
        return new LinkedHashSet<>(worse.keySet());
    }

    boolean bars() {
        return worse().stream().anyMatch(Sign::bars);
    }
}
