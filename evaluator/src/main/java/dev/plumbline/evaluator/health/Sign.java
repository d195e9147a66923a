package dev.plumbline.evaluator.health;

import java.util.Locale;

/** In what respect a judge can get worse. Each is a share of something that should be rare. */
public enum Sign {
    /** Asked, it says that it cannot tell. */
    ABSTAINS("abstains more", true),
    /** What it says cannot be used, also after a repair: no JSON, no verdict of the rubric, no quote that occurs. */
    UNUSABLE("gives more verdicts that cannot be used", true),
    /** Its repeats, or the judges of a panel, do not all say the same. */
    SPLITS("contradicts itself more", true),
    /** The call is lost, or takes longer than half of what it may. Its verdicts stay what they are. */
    SLOW("answers more slowly", false),
    /** Of what reviewers call a failure, it does not find so many. */
    MISSES("misses more of what reviewers call a failure", true),
    /** Of what reviewers call good, it fails more. */
    FALSE_ALARMS("fails more of what reviewers call good", true);

    private final String words;
    private final boolean bars;

    Sign(String words, boolean bars) {
        this.words = words;
        this.bars = bars;
    }

    /** After "the judge". */
    String words() {
        return words;
    }

    /** Whether its scores may then neither gate nor page. */
    boolean bars() {
        return bars;
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Sign of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
