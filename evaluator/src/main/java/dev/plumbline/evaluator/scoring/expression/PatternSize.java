package dev.plumbline.evaluator.scoring.expression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * About how many steps the program of a regular expression has once its counted repetitions are written out: nine nested
 * {@code {9}} fit into sixty characters and into no memory. Never too low; a repetition quoted by {@code \Q} is counted too.
 */
final class PatternSize {
    private static final Pattern COUNTED = Pattern.compile("\\{(\\d{1,9})(,(\\d{0,9}))?}");

    /** Of the groups that are open: what stands before the last part of each, and that part. */
    private final Deque<long[]> open = new ArrayDeque<>();

    private long before;
    private long last;

    private PatternSize() {}

    /** @return at most {@link Long#MAX_VALUE} / 2, whatever the pattern */
    static long of(String pattern) {
        PatternSize size = new PatternSize();
        Matcher counted = COUNTED.matcher(pattern);
        for (int at = 0; at < pattern.length(); at++) {
            switch (pattern.charAt(at)) {
                case '\\' -> {
                    size.part(1);
                    at++;
                }
                case '[' -> {
                    size.part(1);
                    at = endOfClass(pattern, at);
                }
                case '(' -> size.begin();
                case ')' -> size.end();
                case '{' -> {
                    if (counted.region(at, pattern.length()).lookingAt()) {
                        size.times(times(counted));
                        at = counted.end() - 1;
                    } else {
                        size.part(1);
                    }
                }
                default -> size.part(1);
            }
        }
        while (!size.open.isEmpty()) {
            size.end();
        }
        return sum(size.before, size.last);
    }

    private static long times(Matcher counted) {
        String most = counted.group(3);
        long least = Long.parseLong(counted.group(1));
        return Math.max(1, most == null ? least : most.isEmpty() ? least + 1 : Math.max(least, Long.parseLong(most)));
    }

    /** A bracket that comes first in a class stands for itself. */
    private static int endOfClass(String pattern, int begin) {
        int at = begin + 1;
        at += at < pattern.length() && pattern.charAt(at) == '^' ? 1 : 0;
        for (at++; at < pattern.length() && pattern.charAt(at) != ']'; at++) {
            at += pattern.charAt(at) == '\\' ? 1 : 0;
        }
        return at;
    }

    private void part(long size) {
        before = sum(before, last);
        last = size;
    }

    private void times(long times) {
        last = last > Long.MAX_VALUE / 2 / times ? Long.MAX_VALUE / 2 : last * times;
    }

    private void begin() {
        open.push(new long[] {before, last});
        before = 0;
        last = 0;
    }

    private void end() {
        long inside = sum(sum(before, last), 2);
        if (open.isEmpty()) {
            return;
        }
        long[] outside = open.pop();
        before = outside[0];
        last = outside[1];
        part(inside);
    }

    private static long sum(long one, long other) {
        return Math.min(Long.MAX_VALUE / 2, one + other);
    }
}
