package dev.plumbline.evaluator.scoring.retrieval;

import java.util.List;

/** Vectors of length 1, in the order of the texts; the same text always gives the same vector. */
@FunctionalInterface
public interface SentenceVectors {
    List<float[]> of(List<String> texts);
}
