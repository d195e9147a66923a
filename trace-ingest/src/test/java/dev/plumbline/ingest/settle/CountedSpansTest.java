package dev.plumbline.ingest.settle;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.ModelCall;
import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.Span;
import dev.plumbline.contracts.trace.SpanKey;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.contracts.trace.SpanOutcome;
import dev.plumbline.contracts.trace.SpanStatus;
import dev.plumbline.contracts.trace.TokenUsage;
import dev.plumbline.ingest.price.Costs;
import dev.plumbline.ingest.price.PriceTable;
import dev.plumbline.tracestore.RequestCost;
import dev.plumbline.tracestore.SpanPayload;
import dev.plumbline.tracestore.StoredSpan;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class CountedSpansTest {
    private static final Origin ORIGIN = new Origin("f", null, null, null, null);

    private static StoredSpan span(
            int id,
            int parent,
            SpanKind kind,
            @Nullable String model,
            @Nullable Long in,
            Map<String, Object> attributes) {
        return new StoredSpan(
                new Span(
                        new SpanKey(1, "0af7651916cd43dd8448eb211c80319c", String.format("%016x", id), id),
                        parent == 0 ? null : String.format("%016x", parent),
                        "span",
                        kind,
                        new SpanOutcome(id + 1, SpanStatus.OK, null),
                        ORIGIN,
                        new ModelCall(
                                null,
                                model,
                                model,
                                null,
                                List.of(),
                                new TokenUsage(in, in == null ? null : in / 10, null, null, null))),
                new SpanPayload("gen_ai/2", Content.EMPTY, attributes, Map.of(), List.of(), List.of(), List.of()),
                false);
    }

    private static StoredSpan span(int id, int parent, SpanKind kind, @Nullable Long in) {
        return span(id, parent, kind, "gpt-4o", in, Map.of());
    }

    private static List<Long> starts(List<StoredSpan> spans) {
        return spans.stream().map(span -> span.span().key().startNano()).toList();
    }

    /** As Vercel's SDK 7 sends it: the agent and each step repeat what their chats used. */
    @Test
    void sumsAbove_areNotCountedAgain() {
        List<StoredSpan> trace = List.of(
                span(1, 0, SpanKind.AGENT, 50L),
                span(2, 1, SpanKind.CHAIN, 20L),
                span(3, 2, SpanKind.LLM, 20L),
                span(4, 1, SpanKind.CHAIN, 30L),
                span(5, 4, SpanKind.LLM, 30L),
                span(6, 4, SpanKind.TOOL, null));

        assertThat(starts(CountedSpans.of(trace))).containsExactly(3L, 5L);
    }

    @Test
    void sumsAbove_countWhereSamplingDroppedWhatWasBelow() {
        List<StoredSpan> trace = List.of(
                span(1, 0, SpanKind.CHAIN, null),
                span(2, 1, SpanKind.AGENT, 50L),
                span(3, 1, SpanKind.AGENT, 30L),
                span(4, 3, SpanKind.LLM, 30L));

        assertThat(starts(CountedSpans.of(trace))).containsExactly(2L, 4L);
    }

    @Test
    void oneCallThroughTwoLibraries_isOne() {
        List<StoredSpan> trace =
                List.of(span(1, 0, SpanKind.AGENT, null), span(2, 1, SpanKind.LLM, 20L), span(3, 2, SpanKind.LLM, 20L));

        assertThat(starts(CountedSpans.of(trace))).containsExactly(3L);
    }

    @Test
    void parentsThatAreMissingOrGoInCircles_end() {
        List<StoredSpan> trace = List.of(
                span(1, 1, SpanKind.LLM, 5L),
                span(2, 99, SpanKind.LLM, 5L),
                span(3, 4, SpanKind.CHAIN, null),
                span(4, 3, SpanKind.LLM, 5L));

        assertThat(starts(CountedSpans.of(trace))).containsExactly(1L, 2L, 4L);
    }

    @Test
    void cost_isReported_elseOfTheTable_elseFlagged() throws Exception {
        PriceTable prices = PriceTable.parse(
                "# version: v7\nprovider,model,input,output,cache_read,cache_write\n,gpt-4o,2.5,10,,\n");
        List<StoredSpan> trace = List.of(
                span(1, 0, SpanKind.AGENT, null),
                span(2, 1, SpanKind.LLM, 1000L),
                span(3, 1, SpanKind.LLM, "own", 1000L, Map.of("operation.cost", "0.25")),
                span(4, 1, SpanKind.LLM, "nobody-knows", 1000L, Map.of()));

        RequestCost cost = Costs.of(CountedSpans.of(trace), prices);

        assertThat(cost.usd()).isCloseTo(0.2535, Offset.offset(1e-12));
        assertThat(cost.unknown()).isTrue();
        assertThat(cost.priceVersion()).startsWith("v7+");
        assertThat(cost.calls()).extracting(RequestCost.Call::source).containsExactly("table", "reported", "unknown");
        assertThat(cost.calls().get(2).usd()).isNull();
    }

    @Test
    void unknownModelAlone_hasNoCostRatherThanZero() throws Exception {
        PriceTable prices = PriceTable.parse("# version: v7\nprovider,model,input,output,cache_read,cache_write\n");

        RequestCost cost = Costs.of(List.of(span(1, 0, SpanKind.LLM, "x", 10L, Map.of())), prices);

        assertThat(cost.usd()).isNull();
        assertThat(cost.unknown()).isTrue();
    }

    @Test
    void anotherCurrency_isNotTakenForDollars() throws Exception {
        PriceTable prices = PriceTable.parse("# version: v7\nprovider,model,input,output,cache_read,cache_write\n");
        StoredSpan euros = span(1, 0, SpanKind.LLM, "x", 10L, Map.of("gen_ai.client.estimated_cost", "0.1 EUR"));
        StoredSpan dollars = span(1, 0, SpanKind.LLM, "x", 10L, Map.of("gen_ai.client.estimated_cost", "0.1 USD"));

        assertThat(Costs.of(List.of(euros), prices).usd()).isNull();
        assertThat(Costs.of(List.of(dollars), prices).usd()).isEqualTo(0.1);
    }
}
