package dev.plumbline.drift.concept;

import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.tracestore.Truth;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class TruthRuleTest {

    private final TruthRule rule = new TruthRule(0.5, Set.of("down", "unresolved"));

    @Test
    void aValueCounts_elseALabel() {
        assertThat(rule.bad(truth(0.0, null))).isTrue();
        assertThat(rule.bad(truth(0.5, "down"))).isFalse();
        assertThat(rule.bad(truth(null, " Down "))).isTrue();
        assertThat(rule.bad(truth(null, "up"))).isFalse();
    }

    @Test
    void whatIsCompared_isNamedByKindAndName() {
        assertThat(TruthRule.series(truth(1.0, null))).isEqualTo("truth resolved");
    }

    private static Truth truth(@Nullable Double value, @Nullable String label) {
        return new Truth(new RequestRef(1, "0", "0"), "truth", "resolved", "", value, label, 1);
    }
}
