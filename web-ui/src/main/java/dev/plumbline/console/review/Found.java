package dev.plumbline.console.review;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** What the evaluator answers, as far as the queue needs it. */
final class Found {
    private Found() {}

    /** A draw with its requests in the order of the queue. */
    record Drawn(Draw draw, int drawn, long labelled, List<Place> items) {}

    record Draw(String id, Frame frame, int wanted, String author, Instant at) {}

    /** What was drawn from. @param feature null for all */
    record Frame(
            int project,
            String rubric,
            String scorer,
            @Nullable String feature) {}

    /** @param labels how many reviewers have labelled it */
    record Place(String traceId, String spanId, long labels) {
        Item item() {
            return new Item(traceId, spanId);
        }
    }

    record Labels(List<Label> items) {}

    record Label(Of of, String label, Said said) {}

    record Of(String spanId) {}

    record Said(String author) {}

    /** What became of a label. @param counts {@code yes}, or {@code no: why} */
    record Added(String counts) {}

    record Agreements(List<Agreed> items) {}

    record Agreed(String scorer, @Nullable Trust trust) {}

    /** @param needed 0 for a scorer that needs none */
    record Trust(long labels, int needed, boolean mayGate, String reason) {}

    record Rubrics(List<Version> items) {}

    record Version(File file, int version) {}

    record File(
            String name,
            @Nullable String question,
            @Nullable List<Criterion> criteria) {}

    record Criterion(String id, String text) {}
}
