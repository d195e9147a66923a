package dev.plumbline.console.trace;

import dev.plumbline.console.fixture.TestSpan;
import dev.plumbline.contracts.trace.Span;
import dev.plumbline.contracts.trace.SpanKind;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class WaterfallTest {
    private static final String TRACE = "0".repeat(31) + "1";

    private static TestSpan span(int id, int parent, long startMillis) {
        return TestSpan.of(TRACE, id(id), parent == 0 ? null : id(parent), startMillis * 1_000_000L);
    }

    private static String id(int number) {
        return String.format("%016x", number);
    }

    private static List<Span> chain(int size) {
        List<Span> spans = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            spans.add(span(i, i - 1, i).span());
        }
        return spans;
    }

    @Test
    void bars_lieWhereTheirSpansLie() {
        Waterfall waterfall = Waterfall.of(
                List.of(
                        span(1, 0, 1000).lasting(1000).span(),
                        span(2, 1, 1250)
                                .lasting(500)
                                .named("chat", SpanKind.LLM)
                                .failing("no")
                                .span()),
                "",
                0);

        assertThat(waterfall.length()).isEqualTo("1.00 s");
        assertThat(waterfall.lines().get(0).bar()).isEqualTo(new Waterfall.Bar("0.00%", "100.00%", "1.00 s", "0 ns"));
        assertThat(waterfall.lines().get(1).bar()).isEqualTo(new Waterfall.Bar("25.00%", "50.00%", "500 ms", "250 ms"));
        assertThat(waterfall.lines().get(1).kind()).isEqualTo("llm");
        assertThat(waterfall.lines().get(1).error()).isTrue();
        assertThat(waterfall.shown().errors()).isEqualTo(1);
    }

    @Test
    void tinySpanAtTheEnd_staysVisibleWithinThePicture() {
        Waterfall waterfall = Waterfall.of(
                List.of(
                        span(1, 0, 0).lasting(10_000).span(),
                        span(2, 1, 10_000).lasting(0).span()),
                "",
                0);

        assertThat(waterfall.lines().get(1).bar().x()).isEqualTo("99.60%");
        assertThat(waterfall.lines().get(1).bar().width()).isEqualTo("0.40%");
    }

    @Test
    void spanThatEndsBeforeItStarts_breaksNothing() {
        Waterfall waterfall = Waterfall.of(
                List.of(
                        span(1, 0, 0).lasting(100).span(),
                        span(2, 1, 50).lasting(-70).span()),
                "",
                0);

        assertThat(waterfall.lines().get(1).bar())
                .isEqualTo(new Waterfall.Bar("50.00%", "0.40%", "ends before it starts", "50.0 ms"));
    }

    @Test
    void onlyThePageIsShown_withTheSpanThatIsChosen() {
        Waterfall first = Waterfall.of(chain(1200), "", 0);
        Waterfall withSpan = Waterfall.of(chain(1200), id(1100), 0);

        assertThat(first.lines()).hasSize(500);
        assertThat(first.shown().next()).isEqualTo(500);
        assertThat(withSpan.shown().first()).isEqualTo(1000);
        assertThat(withSpan.lines()).hasSize(200).anyMatch(line -> line.spanId().equals(id(1100)));
        assertThat(withSpan.shown().next()).isZero();
        assertThat(withSpan.shown().until()).isEqualTo(1200);
    }

    @Test
    void firstBeyondTheEnd_isTheFirstPage() {
        assertThat(Waterfall.of(chain(3), "", 500).shown().first()).isZero();
    }

    @Test
    void depth_isBounded_soThatNamesStayReadable() {
        assertThat(Waterfall.of(chain(40), "", 0).lines().get(39).depth()).isEqualTo(12);
    }
}
