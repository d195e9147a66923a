package dev.plumbline.bench.load;

import io.opentelemetry.proto.trace.v1.Span;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class TracesTest {
    private final Clock clock = Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);

    @Test
    void sameSeed_givesTheSameTraces_anotherOthers() {
        assertThat(new Traces(1, clock).message(3)).isEqualTo(new Traces(1, clock).message(3));
        assertThat(new Traces(1, clock).message(3)).isNotEqualTo(new Traces(2, clock).message(3));
    }

    @Test
    void trace_isOneRootWithSevenChildren_andWeighsWhatRealOnesDo() {
        Traces traces = new Traces(1, clock);
        List<Span> spans = traces.next();
        Set<Object> ids = new HashSet<>();
        spans.forEach(span -> ids.add(span.getSpanId()));

        assertThat(ids).hasSize(Traces.SPANS);
        assertThat(spans.stream().filter(span -> span.getParentSpanId().isEmpty()))
                .hasSize(1);
        assertThat(spans).allMatch(span -> span.getTraceId().equals(spans.get(0).getTraceId()));
        assertThat(traces.message(64).getSerializedSize() / (64 * Traces.SPANS)).isBetween(1_700, 2_600);
    }
}
