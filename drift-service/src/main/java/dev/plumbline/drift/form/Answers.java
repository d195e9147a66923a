package dev.plumbline.drift.form;

import java.util.regex.Pattern;

/** What answers are like that inputs are not: refusals, formats. Rules of thumb, the same for every text. */
final class Answers {

    private static final Pattern REFUSAL = Pattern.compile(
            "\\b(i(?: am|'m|’m) (?:sorry|unable|not able|afraid)|i (?:can ?not|can't|can’t|won't|won’t|could not|couldn't)"
                    + " (?:help|assist|answer|provide|do|comply|find|share|discuss)|as an ai|(?:unable|not able) to"
                    + " (?:help|assist|answer|provide|comply)|against (?:my|our) (?:policy|guidelines))",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MARKUP = Pattern.compile("\\s*([-*•#>|]|\\d+[.)]|```).*");
    /** Where an answer says what it will do. */
    private static final int OPENING = 300;

    private Answers() {}

    static boolean refuses(String text) {
        return REFUSAL.matcher(text.substring(0, Math.min(OPENING, text.length())))
                .find();
    }

    /** By its ends alone: what is stored may be cut short. */
    static boolean isJson(String text) {
        String stripped = text.strip();
        return stripped.startsWith("{\"")
                || stripped.startsWith("[{")
                || stripped.equals("{}")
                || stripped.equals("[]");
    }

    static double markup(String text) {
        String[] lines = text.strip().split("\\R");
        int marked = 0;
        for (String line : lines) {
            marked += MARKUP.matcher(line).matches() ? 1 : 0;
        }
        return (double) marked / lines.length;
    }
}
