package dev.plumbline.evaluator.work;

import dev.plumbline.evaluator.scoring.ScoringInput.OutputContract;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.util.Map;
import java.util.Optional;

/** What is agreed of answers' form. */
@ConfigMapping(prefix = "plumbline.scoring")
public interface ScoringConfig {

    /** Most characters of an answer of a feature without a contract of its own; empty for no bound. */
    @WithDefault("20000")
    Optional<Integer> maxChars();

    /** By feature: {@code plumbline.scoring.contracts."support-assistant".max-chars=800}. */
    Map<String, Contract> contracts();

    /** What one feature's consumer asks of an answer. */
    interface Contract {

        /** Least Unicode characters. */
        Optional<Integer> minChars();

        /** Most Unicode characters. */
        Optional<Integer> maxChars();

        /** Whether every answer is JSON; where it is not set, what the model was asked for counts. */
        @WithDefault("false")
        boolean json();
    }

    default OutputContract contract(String feature) {
        Contract own = contracts().get(feature);
        return own == null
                ? new OutputContract(null, maxChars().orElse(null), false)
                : new OutputContract(own.minChars().orElse(null), own.maxChars().orElse(null), own.json());
    }
}
