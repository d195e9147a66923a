package dev.plumbline.demo;

import dev.plumbline.demo.watch.Goal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What was found and what was not.
 *
 * @param began when there first was something to find
 * @param reached when it was found
 * @param traceProblem why no trace counts as rebuilt, where none does
 */
record Verdict(Map<Goal, Instant> began, Map<Goal, Instant> reached, String traceProblem) {

    /** 0 when all was found, else the code of the first goal that was not reached. */
    int exitCode() {
        return Stream.of(Goal.values())
                .filter(goal -> !reached.containsKey(goal))
                .findFirst()
                .map(Goal::exitCode)
                .orElse(0);
    }

    /** One line for each goal. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Goal goal : Goal.values()) {
            Instant when = reached.get(goal);
            Instant start = began.get(goal);
            if (when == null) {
                String why = goal == Goal.TRACE ? ": " + traceProblem : "";
                lines.add("MISSING " + goal.title() + ": " + goal.missing() + why);
            } else if (start == null) {
                lines.add("found   " + goal.title());
            } else {
                String after = Terminal.seconds(Duration.between(start, when));
                lines.add("found   " + goal.title() + ", " + after + " after " + goal.since());
            }
        }
        return lines;
    }
}
