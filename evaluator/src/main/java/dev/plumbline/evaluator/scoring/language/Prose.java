package dev.plumbline.evaluator.scoring.language;

import dev.plumbline.evaluator.scoring.ScoringInput;

import java.util.regex.Pattern;

/** What of a text is written for people, and whether another language than the question's is wanted. */
final class Prose {
    private static final Pattern CODE = Pattern.compile("(?s)```.*?(?:```|\\z)|`[^`\\n]{1,200}`|https?://\\S{1,2000}");
    private static final Pattern WISH = Pattern.compile(
            "(?iu)\\b(?:translat|\u00fcbersetz|tradu[czi]|vertal|vertaal"
                    + "|t\u0142umacz|\u043f\u0435\u0440\u0435\u0432\u0435|language|sprache|langue|idioma|lingua"
                    + "|english|englisch|anglais|ingl[e\u00e9\u00ea]s|spanish|spanisch|espagnol|espa\u00f1ol|castellano|german|deutsch|allemand"
                    + "|alem[a\u00e1\u00e3]|french|franz\u00f6sisch|fran\u00e7ais|franc[e\u00e9\u00ea]s|italian|portugu|dutch|niederl\u00e4ndisch"
                    + "|nederlands|polish|polnisch|polski|turkish|t\u00fcrk|russian|russisch|\u0440\u0443\u0441\u0441\u043a"
                    + "|\u0430\u043d\u0433\u043b\u0438\u0439|ukrainian|arabic|hindi|chinese|chinesisch|mandarin|japanese|japanisch|korean)"
                    + "|\u7ffb\u8b6f|\u7ffb\u8bd1|\u82f1\u8bed|\u82f1\u6587|\u4e2d\u6587|\u65e5\u672c\u8a9e|\u82f1\u8a9e|\uc601\uc5b4|\ud55c\uad6d\uc5b4");

    private Prose() {}

    /** Without code and addresses. */
    static String of(String text) {
        return CODE.matcher(text).replaceAll(" ");
    }

    /** Whether the question or the instructions name a language or ask for a translation. */
    static boolean namesALanguage(ScoringInput input) {
        return WISH.matcher(input.question()).find()
                || input.background().instructions().stream()
                        .anyMatch(text -> WISH.matcher(text).find());
    }
}
