package dev.plumbline.drift.evaluation;

import dev.plumbline.drift.evaluation.corpus.Asked;
import dev.plumbline.drift.reference.Observation;

import java.util.ArrayList;
import java.util.List;

/** Inputs of the corpus as the detector sees them; the trace id tells intent and text, which no test reads. */
final class Sessions {

    private static final long SECOND = 1_000_000_000L;

    private Sessions() {}

    /** One session a second. */
    static List<Observation> of(List<Asked> asked, long fromSecond) {
        List<Observation> sessions = new ArrayList<>(asked.size());
        for (int i = 0; i < asked.size(); i++) {
            sessions.add(of(asked.get(i), (fromSecond + i) * SECOND));
        }
        return sessions;
    }

    static Observation of(Asked asked, long nano) {
        return new Observation(nano, asked.intent() + "\t" + asked.text(), asked.vector(), asked.form(), null);
    }
}
