package dev.plumbline.drift.detect;

/** What a finding says; on the wire in lower case. */
public enum Kind {
    /** More or fewer sessions ask about a known cluster. */
    SHARE_MOVED,
    /** Sessions ask what the reference does not have. */
    NEW_CLUSTER,
    /** More or fewer sessions ask in a certain form: long, misspelt, in another language, empty. */
    FORM_CHANGED,
    /** More inputs are unlike anything in the reference, and unlike each other: no cluster. */
    UNFAMILIAR_INPUTS,
    /** Inputs as a whole moved in one direction, and no cluster or form alone explains it. */
    INPUTS_MOVED,
    /** More or fewer answers have a certain form: long, refusing, empty, JSON, made with tools. */
    OUTPUT_CHANGED,
    /** What is known to be true about answers got better or worse, while what is asked stayed as it was. */
    QUALITY_MOVED,
    /** What a team tests on no longer looks like the traffic. */
    EVALUATION_SET;

    /** What moved: different things, never mixed. On the wire in lower case. */
    public enum Verdict {
        /** What users ask, or how they ask it. Says nothing about the answers. */
        INPUT,
        /** What the feature answers: its form, not its quality. */
        OUTPUT,
        /** What is known to be true about answers to the same questions. */
        CONCEPT,
        /** What a team tests on, against what users ask. Says nothing about the answers. */
        EVALUATION_SET
    }

    public Verdict verdict() {
        return switch (this) {
            case OUTPUT_CHANGED -> Verdict.OUTPUT;
            case QUALITY_MOVED -> Verdict.CONCEPT;
            case EVALUATION_SET -> Verdict.EVALUATION_SET;
            default -> Verdict.INPUT;
        };
    }

    /** Whether it is about a trait. */
    boolean ofTrait() {
        return this == FORM_CHANGED || this == OUTPUT_CHANGED;
    }

    /** Whether it is about a cluster. */
    public boolean ofCluster() {
        return this == SHARE_MOVED || this == NEW_CLUSTER;
    }
}
