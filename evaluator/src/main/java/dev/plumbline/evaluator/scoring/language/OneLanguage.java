package dev.plumbline.evaluator.scoring.language;

import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.scoring.Scorer;
import dev.plumbline.evaluator.scoring.ScoringInput;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether the answer keeps to one language. Its prose is cut at the ends of lines and sentences into pieces of at least
 * {@value #PIECE} characters, of which the first {@value #PIECES} are read; the value is the share of the most frequent language among the
 * characters of pieces whose language is clear. Fails below {@value #LEAST}. A piece that a passage contains is a
 * quotation and left out. Abstains with fewer than two clear pieces, and where a language is named or a translation asked for.
 */
public final class OneLanguage implements Scorer {
    static final int PIECE = 80;
    static final int PIECES = 8;
    static final double LEAST = 0.8;

    private final Languages languages = new Languages();

    @Override
    public Finding score(ScoringInput input) {
        Map<String, Integer> clear = new LinkedHashMap<>();
        int pieces = 0;
        int read = 0;
        for (String piece : pieces(Prose.of(input.answer().text()))) {
            String language = languages.of(piece);
            if (language != null
                    && input.passages().texts().stream().noneMatch(passage -> passage.contains(piece.strip()))) {
                clear.merge(language, piece.length(), Integer::sum);
                read += piece.length();
                pieces++;
            }
        }
        if (pieces < 2) {
            return Finding.abstain("fewer than two pieces of a clear language");
        }
        Map.Entry<String, Integer> most =
                clear.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        double share = (double) most.getValue() / read;
        if (clear.size() == 1) {
            return Finding.pass(1, "all in " + most.getKey());
        }
        if (Prose.namesALanguage(input)) {
            return Finding.abstain("in " + String.join(", ", clear.keySet()) + ", and a language is named");
        }
        String explanation = String.format(
                Locale.ROOT, "%.0f %% in %s, else %s", 100 * share, most.getKey(), others(clear, most.getKey()));
        return share < LEAST ? Finding.fail(share, explanation) : Finding.pass(share, explanation);
    }

    private static String others(Map<String, Integer> clear, String most) {
        return String.join(
                ", ",
                clear.keySet().stream()
                        .filter(language -> !language.equals(most))
                        .toList());
    }

    /** In order; what is left at the end and too short is left out. */
    private static List<String> pieces(String prose) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < prose.length() && pieces.size() < PIECES; i++) {
            char c = prose.charAt(i);
            boolean end = c == '\n' || ".!?\u3002\uff01\uff1f".indexOf(c) >= 0;
            if (end && i + 1 - start >= (c >= '\u3000' ? PIECE / 4 : PIECE)) {
                pieces.add(prose.substring(start, i + 1));
                start = i + 1;
            }
        }
        if (pieces.size() < PIECES && prose.length() - start >= PIECE) {
            pieces.add(prose.substring(start));
        }
        return pieces;
    }
}
