package dev.plumbline.evaluator.scoring;

import java.util.Locale;

/** What a scorer says of an answer; an abstention is no evidence either way and is in no rate. */
public enum Label {
    PASS,
    FAIL,
    ABSTAIN;

    /** As on the bus, in the database and in the API. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
