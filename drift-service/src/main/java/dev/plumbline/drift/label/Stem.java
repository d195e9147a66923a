package dev.plumbline.drift.label;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The part of an English word that its forms share: plural, past and -ing are taken off; other languages lose little. */
final class Stem {

    private record Ending(String ending, String instead, int least) {}

    private static final List<Ending> ENDINGS = List.of(
            new Ending("ies", "y", 4),
            new Ending("sses", "ss", 5),
            new Ending("ing", "", 6),
            new Ending("ed", "", 5),
            new Ending("es", "e", 4),
            new Ending("s", "", 4));

    /** English words that say how something is asked, and not what about. */
    private static final Set<String> FUNCTION_WORDS = Stream.of(
                    ("the a an i you he she it we they me my your his her its"
                                    + " our their this that these those is are was were be been am do does did has have had can"
                                    + " could will would should may might must not no and or but if when where what who why how"
                                    + " which to of in on at for from with by about as so than then there here up down out all"
                                    + " any some more most much many need want get make tell please just say i'm i'd what's don't")
                            .split(" "))
            .map(Stem::of)
            .collect(Collectors.toUnmodifiableSet());

    private Stem() {}

    static String of(String word) {
        String stem = word.endsWith("'s") || word.endsWith("’s") ? word.substring(0, word.length() - 2) : word;
        for (Ending one : ENDINGS) {
            boolean plain = one.ending().equals("s") && stem.endsWith("ss");
            if (stem.endsWith(one.ending()) && stem.length() >= one.least() && !plain) {
                stem = stem.substring(0, stem.length() - one.ending().length()) + one.instead();
                break;
            }
        }
        return stem.length() > 4 && stem.endsWith("e") ? stem.substring(0, stem.length() - 1) : stem;
    }

    static boolean functionWord(String stem) {
        return FUNCTION_WORDS.contains(stem);
    }
}
