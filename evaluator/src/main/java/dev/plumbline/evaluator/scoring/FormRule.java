package dev.plumbline.evaluator.scoring;

import java.util.Optional;

/** One agreement on the form of a feature's answers. Pure and safe for several threads. */
@FunctionalInterface
public interface FormRule {

    /** What is wrong with an answer, in words that never quote it; nothing when it is as agreed. */
    Optional<String> fault(String answer);
}
