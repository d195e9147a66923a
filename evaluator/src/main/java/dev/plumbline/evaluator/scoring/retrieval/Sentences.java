package dev.plumbline.evaluator.scoring.retrieval;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The sentences of a text: a line ends a sentence too, and marks of lists and headings before one are left out. */
final class Sentences {
    private static final Pattern MARK = Pattern.compile("^(?:[-*\u2022>#|\\s]+|\\(?\\d{1,2}[.)]\\s+)+");

    private Sentences() {}

    static List<String> of(String text) {
        List<String> sentences = new ArrayList<>();
        for (String line : text.split("\\R", -1)) {
            String plain = MARK.matcher(line).replaceFirst("").strip();
            BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
            breaks.setText(plain);
            int start = breaks.first();
            for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
                String sentence = plain.substring(start, end).strip();
                if (!sentence.isEmpty()) {
                    sentences.add(sentence);
                }
                start = end;
            }
        }
        return sentences;
    }
}
