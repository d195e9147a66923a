package dev.plumbline.console.trace;

import dev.plumbline.console.fixture.TestSpan;
import dev.plumbline.contracts.trace.Span;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class SpanTreeTest {
    private static final String TRACE = "0".repeat(31) + "1";

    private static Span span(int id, int parent, long start) {
        return TestSpan.of(TRACE, id(id), parent == 0 ? null : id(parent), start)
                .span();
    }

    private static String id(int number) {
        return String.format("%016x", number);
    }

    private static List<String> lines(List<Span> spans) {
        return SpanTree.order(spans).stream()
                .map(node -> Integer.parseInt(node.span().key().spanId(), 16) + "@" + node.depth() + " " + node.place())
                .toList();
    }

    @Test
    void parentsComeBeforeChildren_andEarlierBeforeLater() {
        List<Span> spans = List.of(span(4, 2, 30), span(3, 1, 50), span(1, 0, 0), span(2, 1, 10), span(5, 2, 20));

        assertThat(lines(spans)).containsExactly("1@0 ROOT", "2@1 CHILD", "5@2 CHILD", "4@2 CHILD", "3@1 CHILD");
    }

    @Test
    void spanWithoutItsParent_isShownAsARoot_withItsOwnChildren() {
        assertThat(lines(List.of(span(1, 0, 0), span(3, 9, 5), span(4, 3, 6))))
                .containsExactly("1@0 ROOT", "3@0 PARENT_MISSING", "4@1 CHILD");
    }

    @Test
    void circleOfParents_isCutAtItsEarliestSpan() {
        assertThat(lines(List.of(span(2, 4, 20), span(3, 2, 30), span(4, 3, 10), span(5, 3, 40))))
                .containsExactly("4@0 CIRCLE", "2@1 CHILD", "3@2 CHILD", "5@3 CHILD");
    }

    @Test
    void spanThatIsItsOwnParent_appearsOnce() {
        assertThat(lines(List.of(span(7, 7, 0)))).containsExactly("7@0 CIRCLE");
    }

    @Test
    void longChain_doesNotOverflow() {
        List<Span> spans = new ArrayList<>();
        for (int i = 1; i <= 50_000; i++) {
            spans.add(span(i, i - 1, i));
        }

        assertThat(SpanTree.order(spans))
                .hasSize(50_000)
                .last()
                .satisfies(node -> assertThat(node.depth()).isEqualTo(49_999));
    }

    @Test
    void anyGraph_showsEverySpanExactlyOnce() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            int size = 1 + random.nextInt(40);
            List<Span> spans = new ArrayList<>();
            for (int i = 1; i <= size; i++) {
                spans.add(span(i, random.nextInt(size + 3), random.nextInt(5)));
            }

            assertThat(SpanTree.order(spans))
                    .extracting(node -> node.span().key().spanId())
                    .doesNotHaveDuplicates()
                    .hasSize(size);
        }
    }
}
