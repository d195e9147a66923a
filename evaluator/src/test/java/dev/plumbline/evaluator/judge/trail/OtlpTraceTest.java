package dev.plumbline.evaluator.judge.trail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.judge.trail.OtlpTrace.Named;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class OtlpTraceTest {
    private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00.000000007Z");

    @Test
    void call_isASpanOfTheGenAiConventions_linkedToWhatItJudged() {
        JsonNode message = OtlpTrace.message(List.of(new Named("a".repeat(32), "b".repeat(16), call(null, "fail"))));

        assertThat(values(message.at("/resourceSpans/0/resource/attributes")))
                .isEqualTo(Map.of("service.name", "plumbline-evaluator"));
        JsonNode span = message.at("/resourceSpans/0/scopeSpans/0/spans/0");
        assertThat(span.get("traceId").textValue()).isEqualTo("a".repeat(32));
        assertThat(span.get("name").textValue()).isEqualTo("chat m");
        assertThat(span.get("kind").intValue()).isEqualTo(3);
        assertThat(span.get("startTimeUnixNano").textValue()).isEqualTo("1767225600000000007");
        assertThat(span.get("endTimeUnixNano").textValue()).isEqualTo("1767225602000000007");
        assertThat(span.at("/links/0/traceId").textValue()).isEqualTo("c".repeat(32));
        assertThat(span.at("/links/0/spanId").textValue()).isEqualTo("d".repeat(16));
        assertThat(span.has("status")).isFalse();
        assertThat(values(span.get("attributes")))
                .containsEntry("gen_ai.operation.name", "chat")
                .containsEntry("gen_ai.provider.name", "anthropic")
                .containsEntry("gen_ai.request.model", "m")
                .containsEntry("gen_ai.request.temperature", "0.7")
                .containsEntry("gen_ai.usage.input_tokens", "100")
                .containsEntry("gen_ai.usage.output_tokens", "20")
                .containsEntry("plumbline.judge.rubric", "helpful")
                .containsEntry("plumbline.judge.asking", "2")
                .doesNotContainKey("error.type");
        assertThat(span.at("/events/0/name").textValue()).isEqualTo("gen_ai.evaluation.result");
        assertThat(values(span.at("/events/0/attributes")))
                .isEqualTo(Map.of("gen_ai.evaluation.name", "helpful", "gen_ai.evaluation.score.label", "fail"));
    }

    @Test
    void fault_isAnError_withoutAVerdict() {
        JsonNode span = OtlpTrace.message(List.of(new Named("a".repeat(32), "b".repeat(16), call("HTTP 529", null))))
                .at("/resourceSpans/0/scopeSpans/0/spans/0");

        assertThat(span.at("/status/code").intValue()).isEqualTo(2);
        assertThat(values(span.get("attributes"))).containsEntry("error.type", "HTTP 529");
        assertThat(span.has("events")).isFalse();
    }

    private static JudgeCall call(@Nullable String error, @Nullable String label) {
        return new JudgeCall(
                new RequestRef(1, "c".repeat(32), "d".repeat(16)),
                new JudgeCall.By("anthropic", "m", 0.7, new JudgeCall.Applied("helpful", 3, 2)),
                new JudgeCall.Said(error, label, 100L, 20L),
                BEGAN,
                BEGAN.plusSeconds(2));
    }

    private static Map<String, String> values(JsonNode attributes) {
        Map<String, String> values = new HashMap<>();
        attributes.forEach(one -> values.put(
                one.get("key").textValue(), one.get("value").elements().next().asText()));
        return values;
    }
}
