package dev.plumbline.drift.form;

import com.github.pemistahl.lingua.api.IsoCode639_1;
import com.github.pemistahl.lingua.api.Language;
import com.github.pemistahl.lingua.api.LanguageDetector;
import com.github.pemistahl.lingua.api.LanguageDetectorBuilder;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the form of texts. The same text always has the same form. Safe for several threads. */
public final class FormReader {

    private static final int READ_CHARS = 2_000;
    /** Fewer letters do not tell a language. */
    private static final int LETTERS = 12;
    /** How much likelier than the next the language must be; a short question is often unsure. */
    private static final double DISTANCE = 0.15;

    private static final Pattern WORD = Pattern.compile("\\p{L}+");
    private static final Pattern LATIN = Pattern.compile("\\p{IsLatin}+");

    private final Vocabulary vocabulary = Vocabulary.load();
    private final LanguageDetector languages = LanguageDetectorBuilder.fromLanguages(
                    Language.ENGLISH,
                    Language.SPANISH,
                    Language.GERMAN,
                    Language.FRENCH,
                    Language.ITALIAN,
                    Language.PORTUGUESE,
                    Language.DUTCH,
                    Language.POLISH,
                    Language.TURKISH,
                    Language.RUSSIAN,
                    Language.UKRAINIAN,
                    Language.ARABIC,
                    Language.HINDI,
                    Language.CHINESE,
                    Language.JAPANESE,
                    Language.KOREAN)
            .withMinimumRelativeDistance(DISTANCE)
            .withLowAccuracyMode()
            .build();

    /** @param text of which the first 2,000 characters are read */
    public Form of(String text) {
        return new Form(values(text), language(head(text)));
    }

    /** The form of an answer. */
    public Form ofOutput(String text, int toolCalls) {
        float[] values = values(text);
        values[Measure.REFUSAL.ordinal()] = Answers.refuses(text) ? 1 : 0;
        values[Measure.JSON.ordinal()] = Answers.isJson(text) ? 1 : 0;
        values[Measure.MARKUP.ordinal()] = (float) Answers.markup(text);
        values[Measure.TOOL_CALLS.ordinal()] = toolCalls;
        return new Form(values, language(head(text)));
    }

    private static String head(String text) {
        return text.substring(0, Math.min(READ_CHARS, text.length())).strip();
    }

    private float[] values(String text) {
        String head = head(text);
        List<String> words = words(head.toLowerCase(Locale.ROOT));
        float[] values = new float[Measure.values().length];
        values[Measure.LENGTH.ordinal()] = head.codePointCount(0, head.length());
        values[Measure.WORD_LENGTH.ordinal()] = ratio(letters(head), words.size());
        values[Measure.UNKNOWN_WORDS.ordinal()] =
                share(words.stream().filter(word -> !vocabulary.has(word)).count(), words.size());
        int length = head.codePointCount(0, head.length());
        values[Measure.SYMBOLS.ordinal()] = share(
                head.codePoints()
                        .filter(c -> !Character.isLetterOrDigit(c) && !Character.isWhitespace(c))
                        .count(),
                length);
        values[Measure.UPPER_CASE.ordinal()] =
                share(head.codePoints().filter(Character::isUpperCase).count(), letters(head));
        values[Measure.DIGITS.ordinal()] =
                share(head.codePoints().filter(Character::isDigit).count(), length);
        Set<String> different = new HashSet<>(words);
        values[Measure.REPEATED.ordinal()] = share(words.size() - different.size(), words.size());
        values[Measure.MIXED.ordinal()] = share(ofAnotherLanguage(words), words.size());
        values[Measure.EMPTY.ordinal()] = head.isEmpty() ? 1 : 0;
        return values;
    }

    private String language(String text) {
        if (letters(text) < LETTERS && text.codePoints().allMatch(c -> c < 0x250)) {
            return Form.UNSURE;
        }
        IsoCode639_1 code = languages.detectLanguageOf(text).getIsoCode639_1();
        return code == IsoCode639_1.NONE ? Form.UNSURE : code.toString().toLowerCase(Locale.ROOT);
    }

    /** Words of the script that fewer have, or function words of a second language in the same script. */
    private static int ofAnotherLanguage(List<String> words) {
        int latin = (int)
                words.stream().filter(word -> LATIN.matcher(word).matches()).count();
        int otherScript = Math.min(latin, words.size() - latin);
        return Math.max(otherScript, FunctionWords.ofAnotherLanguage(words));
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(word.group());
        }
        return words;
    }

    private static long letters(String text) {
        return text.codePoints().filter(Character::isLetter).count();
    }

    private static float share(long part, long of) {
        return ratio(part, of);
    }

    private static float ratio(long part, long of) {
        return of == 0 ? 0 : (float) part / of;
    }
}
