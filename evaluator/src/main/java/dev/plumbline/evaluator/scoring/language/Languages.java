package dev.plumbline.evaluator.scoring.language;

import com.github.pemistahl.lingua.api.IsoCode639_1;
import com.github.pemistahl.lingua.api.Language;
import com.github.pemistahl.lingua.api.LanguageDetector;
import com.github.pemistahl.lingua.api.LanguageDetectorBuilder;
import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * Tells sixteen common languages. Prose in Latin script is told by its commonest words; what those leave in doubt, and
 * other scripts, by Lingua's sequences of three letters (its mode of low accuracy), which must find one language clearly
 * likelier than the next. Lingua reads a language's file when a text could be in it: about 6 MB of heap when all are read.
 * A text in a seventeenth language is in doubt, or taken for its neighbour. Safe for several threads.
 */
final class Languages {
    private static final int READ_CHARS = 400;
    /** Fewer letters of an alphabet do not tell a language. */
    private static final int LETTERS = 20;
    /** Fewer characters of a script whose characters are syllables or words do not. */
    private static final int SYLLABLES = 6;

    private static final double DISTANCE = 0.15;
    private static final int FIRST_SYLLABLE = 0x2E80;

    private @Nullable LanguageDetector detector;

    /** The ISO 639-1 code, or null when there is a doubt; the first 400 characters are read. */
    @Nullable
    String of(String text) {
        String head = text.substring(0, Math.min(READ_CHARS, text.length()));
        long letters = head.codePoints().filter(Character::isLetter).count();
        long syllables = head.codePoints()
                .filter(c -> c >= FIRST_SYLLABLE && Character.isLetter(c))
                .count();
        if (letters < LETTERS && syllables < SYLLABLES) {
            return null;
        }
        String byWords = syllables > 0 ? null : FunctionWords.language(head);
        if (byWords != null) {
            return byWords;
        }
        IsoCode639_1 code = detector().detectLanguageOf(head).getIsoCode639_1();
        return code == IsoCode639_1.NONE ? null : code.toString().toLowerCase(Locale.ROOT);
    }

    private synchronized LanguageDetector detector() {
        LanguageDetector made = detector;
        if (made == null) {
            made = LanguageDetectorBuilder.fromLanguages(
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
            detector = made;
        }
        return made;
    }
}
