package dev.plumbline.console.compare;

import dev.plumbline.console.view.Visible;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two texts with what differs marked, by words, or by lines where there are too many words: a longest common
 * subsequence (Wagner and Fischer 1974) between what both begin and end with.
 *
 * @param unit what was compared: {@code words}, {@code lines}, or {@code whole} where both are too long
 */
record WordDiff(List<WordDiff.Stretch> a, List<WordDiff.Stretch> b, String unit) {
    /** Words on one side that are compared one by one; the table grows with the square. */
    private static final int MOST = 1500;

    private static final int MOST_STRETCHES = 400;
    private static final int KEPT = 250;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+|\\s+|.", Pattern.DOTALL);
    private static final Pattern LINE = Pattern.compile("[^\n]*\n|[^\n]+");

    /**
     * @param changed whether the other side has nothing like it here
     * @param folded characters left out in the middle, for a long stretch that is the same
     */
    record Stretch(List<Visible.Piece> pieces, boolean changed, int folded) {}

    static WordDiff of(String a, String b) {
        WordDiff words = of(split(WORD, a), split(WORD, b), "words");
        if (words != null) {
            return words;
        }
        WordDiff lines = of(split(LINE, a), split(LINE, b), "lines");
        return lines != null
                ? lines
                : new WordDiff(List.of(stretch(a, !a.equals(b))), List.of(stretch(b, !a.equals(b))), "whole");
    }

    private static @Nullable WordDiff of(List<String> a, List<String> b, String unit) {
        int head = 0;
        while (head < Math.min(a.size(), b.size()) && a.get(head).equals(b.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < Math.min(a.size(), b.size()) - head
                && a.get(a.size() - 1 - tail).equals(b.get(b.size() - 1 - tail))) {
            tail++;
        }
        List<String> middleA = a.subList(head, a.size() - tail);
        List<String> middleB = b.subList(head, b.size() - tail);
        if (middleA.size() > MOST || middleB.size() > MOST) {
            return null;
        }
        boolean[] keptA = new boolean[a.size()];
        boolean[] keptB = new boolean[b.size()];
        common(middleA, middleB, head, keptA, keptB);
        for (int i = 0; i < head; i++) {
            keptA[i] = true;
            keptB[i] = true;
        }
        for (int i = 1; i <= tail; i++) {
            keptA[a.size() - i] = true;
            keptB[b.size() - i] = true;
        }
        List<Stretch> sideA = stretches(a, keptA);
        List<Stretch> sideB = stretches(b, keptB);
        return sideA.size() > MOST_STRETCHES || sideB.size() > MOST_STRETCHES ? null : new WordDiff(sideA, sideB, unit);
    }

    private static void common(List<String> a, List<String> b, int offset, boolean[] keptA, boolean[] keptB) {
        int[][] longest = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                longest[i][j] = a.get(i).equals(b.get(j))
                        ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < a.size() && j < b.size()) {
            if (a.get(i).equals(b.get(j))) {
                keptA[offset + i++] = true;
                keptB[offset + j++] = true;
            } else if (longest[i + 1][j] >= longest[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
    }

    private static List<Stretch> stretches(List<String> words, boolean[] kept) {
        List<Stretch> stretches = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            text.append(words.get(i));
            if (i + 1 == words.size() || kept[i + 1] != kept[i]) {
                stretches.add(stretch(text.toString(), !kept[i]));
                text.setLength(0);
            }
        }
        return stretches;
    }

    private static Stretch stretch(String text, boolean changed) {
        if (changed || text.length() <= 3 * KEPT) {
            return new Stretch(Visible.pieces(text), changed, 0);
        }
        int from = boundary(text, KEPT);
        int until = boundary(text, text.length() - KEPT);
        return new Stretch(
                Visible.pieces(text.substring(0, from) + " … " + text.substring(until)), false, until - from);
    }

    /** Never between the halves of one character. */
    private static int boundary(String text, int at) {
        return Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }

    private static List<String> split(Pattern pattern, String text) {
        List<String> parts = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            parts.add(matcher.group());
        }
        return parts;
    }
}
