package dev.plumbline.alerting.intake;

import dev.plumbline.alerting.definition.DefinitionText;
import dev.plumbline.alerting.definition.Definitions;
import dev.plumbline.contracts.event.EventHeader;
import dev.plumbline.contracts.event.RequestSettled;
import dev.plumbline.contracts.event.ScoreRecorded;
import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.contracts.trace.RequestShape;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class MeasuresTest {
    private static final long START = 1_790_000_000_000_000_000L;

    private static RequestSettled request(
            String trace, String feature, long millis, @Nullable Long in, @Nullable Long out) {
        return new RequestSettled(
                new EventHeader("e-" + trace, Instant.EPOCH),
                new RequestRef(1, trace, "00000000000000ff"),
                1,
                new Origin(feature, "1.0", null, null, null),
                new RequestSettled.Timing(START, START + millis * 1_000_000, "OK", "f", "d"),
                new RequestShape(3, 1, 0, 0, in, out, "small-model"),
                Map.of("app.plan", "pro"));
    }

    private static Definitions rules(String... texts) throws Exception {
        List<Definitions.Version> rules = new ArrayList<>();
        for (String text : texts) {
            rules.add(new Definitions.Version(DefinitionText.parseOne(text), 1, "api", "ada", Instant.EPOCH, null));
        }
        return new Definitions(rules);
    }

    private static List<String> labels(RequestSettled request, String... texts) throws Exception {
        return Measures.verdicts(request, rules(texts)).stream()
                .map(verdict -> verdict.score().name() + " " + verdict.score().label())
                .toList();
    }

    @Test
    void eachRule_givesItsVerdict() throws Exception {
        String slow = "{name: slow, kind: latency, limit: 1500ms}";
        String long_ = "{name: long, kind: tokens, limit: 1000}";
        String dear = "{name: dear, kind: cost, limit: 0.01, inputPrice: 2.5, outputPrice: 10}";

        assertThat(labels(request("a", "support", 1501, 900L, 101L), slow, long_, dear))
                .containsExactly("latency:slow fail", "tokens:long fail", "cost:dear pass");
        assertThat(labels(request("a", "support", 1500, 500L, 500L), slow, long_, dear))
                .containsExactly("latency:slow pass", "tokens:long pass", "cost:dear pass");
        assertThat(labels(request("a", "support", 1, 2000L, 501L), dear)).containsExactly("cost:dear fail");
    }

    @Test
    void whatIsNotKnown_hasNoVerdict() throws Exception {
        assertThat(labels(request("a", "support", 10, null, null), "{name: long, kind: tokens, limit: 1000}"))
                .isEmpty();
        assertThat(labels(request("a", Origin.EVALUATOR, 9000, 1L, 1L), "{name: slow, kind: latency, limit: 1s}"))
                .isEmpty();
        assertThat(labels(
                        request("a", "support", 9000, 1L, 1L),
                        "{name: slow, kind: latency, limit: 1s, feature: sales}",
                        "{name: other, kind: latency, limit: 1s, project: 2}"))
                .isEmpty();
    }

    @Test
    void sample_isDrawnByTrace_andItsProbabilityIsKept() throws Exception {
        Definitions rules = rules("{name: slow, kind: latency, limit: 1s, sample: 0.25}");
        int drawn = 0;
        for (int i = 0; i < 4000; i++) {
            RequestSettled request = request(
                    UUID.nameUUIDFromBytes(new byte[] {(byte) i, (byte) (i >> 8)})
                            .toString(),
                    "s",
                    10,
                    1L,
                    1L);
            List<ScoreRecorded> verdicts = Measures.verdicts(request, rules);
            assertThat(Measures.verdicts(request, rules)).isEqualTo(verdicts);
            drawn += verdicts.size();
            verdicts.forEach(
                    verdict -> assertThat(verdict.sampling().probability()).isEqualTo(0.25));
        }
        assertThat(drawn / 4000.0).isCloseTo(0.25, within(0.04));
    }

    /** Sequential ids as some senders make them are drawn as evenly. */
    @Test
    void countedTraceIds_areDrawnEvenly() {
        int drawn = 0;
        for (int i = 0; i < 10_000; i++) {
            drawn += Measures.draw(String.format("%032x", i)) < 0.1 ? 1 : 0;
        }
        assertThat(drawn / 10_000.0).isCloseTo(0.1, within(0.015));
    }
}
