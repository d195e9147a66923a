package dev.plumbline.evaluator.judge.pair;

import dev.plumbline.evaluator.rubrics.Rubric;
import dev.plumbline.evaluator.scoring.Finding;

import java.util.Locale;

/** What both orders together come to. */
enum Outcome {
    A,
    B,
    TIE,
    /** The two orders say different things: nobody wins. */
    INCONSISTENT,
    /** In one order at least the judge could not tell: it says nothing. */
    ABSTAINED;

    /**
     * @param aFirst what was preferred when a stood first
     * @param bFirst what was preferred when b stood first
     */
    static Outcome of(Preference aFirst, Preference bFirst) {
        if (aFirst == Preference.ABSTAIN || bFirst == Preference.ABSTAIN) {
            return ABSTAINED;
        }
        if (aFirst == Preference.FIRST && bFirst == Preference.SECOND) {
            return A;
        }
        if (aFirst == Preference.SECOND && bFirst == Preference.FIRST) {
            return B;
        }
        return aFirst == Preference.TIE && bFirst == Preference.TIE ? TIE : INCONSISTENT;
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a judge said of two answers in the order in which it saw them. */
    enum Preference {
        FIRST,
        SECOND,
        TIE,
        ABSTAIN;

        /** From a finding whose value is 1 when the first is better, 0 when the second is, and between where neither. */
        static Preference of(Finding finding) {
            Double value = finding.value();
            if (value == null) {
                return ABSTAIN;
            }
            return value > Rubric.TIE ? FIRST : value < Rubric.TIE ? SECOND : TIE;
        }

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
