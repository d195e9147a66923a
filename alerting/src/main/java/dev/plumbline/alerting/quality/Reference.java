package dev.plumbline.alerting.quality;

import dev.plumbline.alerting.detect.Batch;
import dev.plumbline.alerting.detect.Tally;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The days before, to which a rule holds the present. Days count whole and from the next day on, so that what is judged
 * is never part of what it is judged by; a day on which the rule was alarmed counts only until then.
 *
 * @param days how many of them
 * @param drop how much larger a failed share is fine, 0 to 1
 * @param most the largest share that can be usual, below 1
 */
public record Reference(int days, double drop, double most) {
    private static final double USUAL_MOST = 0.9;
    private static final double ALL_BUT_SURE = 0.999;

    /** Of what is bad. */
    public Reference(int days, double drop) {
        this(days, drop, USUAL_MOST);
    }

    /** Of what is good, which may well be nearly all. */
    public Reference ofGood() {
        return new Reference(days, 0, ALL_BUT_SURE);
    }

    private static final long STEPS_A_DAY = 288;

    /** The counts of a day. @param day since the Unix epoch, UTC */
    public record Day(long day, Tally tally) {}

    /** What the days before a step hold of a series. */
    Tally before(long step, List<Day> known) {
        long today = Math.floorDiv(step, STEPS_A_DAY);
        return known.stream()
                .filter(day -> day.day() < today && day.day() >= today - days)
                .map(Day::tally)
                .reduce(Tally.NONE, Tally::plus);
    }

    /** The days after a step whose scores are fit to be compared with; those that are too old are gone. */
    Map<String, List<Day>> with(long step, Map<String, List<Day>> known, Map<String, Batch> batches) {
        long today = Math.floorDiv(step, STEPS_A_DAY);
        Map<String, List<Day>> next = new HashMap<>();
        known.forEach((key, list) -> next.put(
                key,
                new ArrayList<>(
                        list.stream().filter(day -> day.day() >= today - days).toList())));
        batches.forEach((key, batch) -> {
            List<Day> list = next.computeIfAbsent(key, first -> new ArrayList<>());
            boolean same = !list.isEmpty() && list.get(list.size() - 1).day() == today;
            Tally sum = same ? list.remove(list.size() - 1).tally() : Tally.NONE;
            list.add(new Day(today, sum.plus(batch.tally())));
        });
        next.values().removeIf(List::isEmpty);
        return next;
    }
}
