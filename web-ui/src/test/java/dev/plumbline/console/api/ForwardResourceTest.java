package dev.plumbline.console.api;

import dev.plumbline.console.owner.Owner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ForwardResourceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/scores/../../q/metrics",
                "/api/v1/scores/%2e%2e/x",
                "/api/v1/scores/%2E%2e/x",
                "/api/v1/scores%2f..",
                "/api/v1/scores//evil",
                "/api/v1/alerts/1;a=b",
                "/api/v1/alerts\\x",
                "/api/v1/alerts/%5C",
            })
    void wanderingPath_isSeen(String path) {
        assertThat(ForwardResource.wanders(path)).isTrue();
    }

    @Test
    void plainPath_isNot() {
        assertThat(ForwardResource.wanders("/api/v1/drift/findings/f-1")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "scores, EVALUATOR",
        "evaluation, EVALUATOR",
        "drift, DRIFT_SERVICE",
        "alerts, ALERTING",
        "rules, ALERTING",
        "receivers, ALERTING",
        "notifications, ALERTING",
        "silences, ALERTING",
        "truth, TRACE_INGEST",
        "feedback, TRACE_INGEST",
        "keys, TRACE_INGEST",
        "ingest, TRACE_INGEST",
    })
    void everyPart_hasItsOwner(String segment, Owner owner) {
        assertThat(Owner.of(segment)).contains(owner);
    }

    @Test
    void unknownPart_hasNone() {
        assertThat(Owner.of("q")).isEmpty();
        assertThat(Owner.of("")).isEmpty();
    }
}
