package dev.plumbline.evaluator.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a text, in lower case and in order: runs of letters, marks and digits, with a number kept whole
 * ({@code 1,234.50} is one word, its grouping commas dropped). Scripts without spaces give one word per character.
 */
public final class Words {
    private static final Pattern WORD = Pattern.compile(
            "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]|\\p{Nd}+(?:[.,]\\p{Nd}+)*|[\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern GROUPING = Pattern.compile(",(?=\\d{3}(?!\\d))");

    private Words() {}

    public static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            String word = matcher.group().toLowerCase(Locale.ROOT);
            words.add(isNumber(word) ? GROUPING.matcher(word).replaceAll("") : word);
        }
        return words;
    }

    public static boolean isNumber(String word) {
        return Character.isDigit(word.codePointAt(0));
    }
}
