package dev.plumbline.evaluator.jobs;

import java.util.Locale;

/** Kinds of work on one request; each has jobs, leases and workers of its own, so that a slow judge delays no scorer. */
public enum JobKind {
    /** All deterministic scorers. */
    SCORERS,
    /** The LLM judge. */
    JUDGE,
    /** How its documents were ranked, each time that relevance becomes known. */
    RANKING,
    /** The LLM judge on a whole session, under its first request. */
    SESSION;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JobKind of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
