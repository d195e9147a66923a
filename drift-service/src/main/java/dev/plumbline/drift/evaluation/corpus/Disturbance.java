package dev.plumbline.drift.evaluation.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A change of form that leaves what is asked as it is. The same text and seed give the same result. */
public enum Disturbance {
    /** A third of the words of four letters and more, at least one, with a letter swapped, lost or doubled. */
    TYPOS {
        @Override
        String of(String text, SplittableRandom random) {
            String[] words = text.split(" ");
            List<Integer> longOnes = new ArrayList<>();
            for (int i = 0; i < words.length; i++) {
                if (words[i].length() >= 4) {
                    longOnes.add(i);
                }
            }
            int sure = longOnes.isEmpty() ? -1 : longOnes.get(random.nextInt(longOnes.size()));
            for (int i : longOnes) {
                if (i == sure || random.nextInt(3) == 0) {
                    words[i] = mistyped(words[i], random);
                }
            }
            return String.join(" ", words);
        }
    },
    /** Words as in a chat, and a filler at either end. */
    SLANG {
        @Override
        String of(String text, SplittableRandom random) {
            String chatty = replaced(text, CHAT);
            String filler = FILLERS.get(random.nextInt(FILLERS.size()));
            return random.nextBoolean() ? filler + " " + chatty : chatty + " " + filler;
        }
    },
    /** The first 40 % of the words, at least one. */
    TRUNCATED {
        @Override
        String of(String text, SplittableRandom random) {
            String[] words = text.split(" ");
            return String.join(" ", Arrays.copyOf(words, Math.max(1, words.length * 2 / 5)));
        }
    },
    /** A polite preamble of some twenty words. */
    VERBOSE {
        @Override
        String of(String text, SplittableRandom random) {
            return PREAMBLES.get(random.nextInt(PREAMBLES.size())) + " " + text;
        }
    },
    /** The commonest words in Spanish, the rest as it was. */
    MIXED {
        @Override
        String of(String text, SplittableRandom random) {
            return replaced(text, SPANISH);
        }
    };

    private static final List<String> FILLERS = List.of("lol", "bro", "ngl", "tbh fam", "yo", "pls n thx", "idk man");
    private static final List<String> PREAMBLES = List.of(
            "hi there i hope you are having a lovely day today i was just wondering whether you could possibly help me with this",
            "hello and thank you very much for your time i have been trying to find this out for a while so i would like to ask",
            "good morning i am sorry to bother you with such a small thing but if it is no trouble at all could you tell me");
    private static final Map<String, String> CHAT = Map.ofEntries(
            Map.entry("you", "u"),
            Map.entry("your", "ur"),
            Map.entry("are", "r"),
            Map.entry("please", "plz"),
            Map.entry("to", "2"),
            Map.entry("for", "4"),
            Map.entry("want", "wanna"),
            Map.entry("going", "gonna"),
            Map.entry("what", "wut"),
            Map.entry("what's", "wuts"),
            Map.entry("because", "cuz"),
            Map.entry("know", "kno"),
            Map.entry("about", "bout"),
            Map.entry("the", "da"),
            Map.entry("this", "dis"),
            Map.entry("my", "ma"),
            Map.entry("and", "n"),
            Map.entry("some", "sum"));
    private static final Map<String, String> SPANISH = Map.ofEntries(
            Map.entry("what", "qué"),
            Map.entry("what's", "qué es"),
            Map.entry("is", "es"),
            Map.entry("my", "mi"),
            Map.entry("the", "el"),
            Map.entry("how", "cómo"),
            Map.entry("i", "yo"),
            Map.entry("can", "puedo"),
            Map.entry("to", "a"),
            Map.entry("a", "un"),
            Map.entry("for", "para"),
            Map.entry("in", "en"),
            Map.entry("of", "de"),
            Map.entry("do", "hago"),
            Map.entry("me", "me"),
            Map.entry("you", "usted"),
            Map.entry("please", "por favor"),
            Map.entry("need", "necesito"),
            Map.entry("want", "quiero"),
            Map.entry("tell", "dime"),
            Map.entry("on", "sobre"),
            Map.entry("with", "con"),
            Map.entry("where", "dónde"),
            Map.entry("when", "cuándo"),
            Map.entry("much", "mucho"),
            Map.entry("have", "tengo"),
            Map.entry("and", "y"),
            Map.entry("from", "desde"),
            Map.entry("will", "va"),
            Map.entry("should", "debería"));

    /** @param seed of this text */
    public String of(String text, long seed) {
        return of(text, new SplittableRandom(seed));
    }

    abstract String of(String text, SplittableRandom random);

    private static String replaced(String text, Map<String, String> words) {
        return String.join(
                " ",
                Arrays.stream(text.split(" "))
                        .map(word -> words.getOrDefault(word, word))
                        .toList());
    }

    private static String mistyped(String word, SplittableRandom random) {
        int at = 1 + random.nextInt(word.length() - 2);
        return switch (random.nextInt(3)) {
            case 0 -> word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
            case 1 -> word.substring(0, at) + word.substring(at + 1);
            default -> word.substring(0, at) + word.charAt(at) + word.substring(at);
        };
    }
}
