package dev.plumbline.drift.evaluation.traffic;

import dev.plumbline.drift.evaluation.corpus.Disturbance;
import org.jspecify.annotations.Nullable;

/** One way to change traffic; everything else stays as in the reference. */
public enum Scenario {
    QUIET("nothing changes", Kind.QUIET, 0, null),
    DOMAIN_10("share of a domain +10 points", Kind.DOMAIN, 0.10, null),
    DOMAIN_20("share of a domain +20 points", Kind.DOMAIN, 0.20, null),
    INTENT_5("a known intent to 5 %", Kind.INTENT, 0.05, null),
    NEW_2("new intent 2 %", Kind.NEW, 0.02, null),
    NEW_5("new intent 5 %", Kind.NEW, 0.05, null),
    NEW_10("new intent 10 %", Kind.NEW, 0.10, null),
    SCOPE_5("out of scope 5 %", Kind.OUT_OF_SCOPE, 0.05, null),
    SCOPE_10("out of scope 10 %", Kind.OUT_OF_SCOPE, 0.10, null),
    TYPOS_25("typos 25 %", Kind.DISTURBED, 0.25, Disturbance.TYPOS),
    SLANG_10("slang 10 %", Kind.DISTURBED, 0.10, Disturbance.SLANG),
    SLANG_25("slang 25 %", Kind.DISTURBED, 0.25, Disturbance.SLANG),
    TRUNCATED_25("truncated 25 %", Kind.DISTURBED, 0.25, Disturbance.TRUNCATED),
    VERBOSE_10("verbose 10 %", Kind.DISTURBED, 0.10, Disturbance.VERBOSE),
    MIXED_10("mixed language 10 %", Kind.DISTURBED, 0.10, Disturbance.MIXED),
    FOREIGN_5("other languages 5 %", Kind.FOREIGN, 0.05, null);

    private final String words;
    private final Kind kind;
    private final double size;
    private final @Nullable Disturbance disturbance;

    Scenario(String words, Kind kind, double size, @Nullable Disturbance disturbance) {
        this.words = words;
        this.kind = kind;
        this.size = size;
        this.disturbance = disturbance;
    }

    enum Kind {
        QUIET,
        DOMAIN,
        INTENT,
        NEW,
        OUT_OF_SCOPE,
        DISTURBED,
        FOREIGN
    }

    public String words() {
        return words;
    }

    Kind kind() {
        return kind;
    }

    /** Share of the traffic that is changed; for a domain by how much its share grows. */
    double size() {
        return size;
    }

    @Nullable
    Disturbance disturbance() {
        return disturbance;
    }
}
