package dev.plumbline.evaluator.reading;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Document;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.ModelCall;
import dev.plumbline.contracts.trace.Part;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.contracts.trace.SpanStatus;
import dev.plumbline.evaluator.scoring.ScoringInput;
import dev.plumbline.evaluator.scoring.ScoringInput.Background;
import dev.plumbline.evaluator.scoring.ScoringInput.OutputContract;
import dev.plumbline.tracestore.SpanPayload;
import dev.plumbline.tracestore.StoredSpan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class InputReaderTest {
    private static final RequestRef ROOT = new RequestRef(1, "0af7651916cd43dd8448eb211c80319c", Spans.id(1));

    private final InputReader reader = new InputReader(feature -> OutputContract.NONE);

    @Test
    void root_withItsOwnContent_saysWhatWasAskedAndAnswered_whole() {
        String longAnswer = "long ".repeat(2_000);

        ScoringInput input = read(
                Spans.span(ROOT, 1, null, SpanKind.CHAIN, Spans.said("Root?", longAnswer)),
                Spans.span(ROOT, 2, 1, SpanKind.LLM, Spans.said("Prompt", "Draft"), Spans.model("stop")));

        assertThat(input.question()).isEqualTo("Root?");
        assertThat(input.answer().text()).isEqualTo(longAnswer);
        assertThat(input.answer().finishReasons()).containsExactly("stop");
    }

    @Test
    void root_withoutContent_takesTheFirstQuestionAndTheAnswerOfTheCallThatEndedLast() {
        ScoringInput input = read(
                Spans.span(ROOT, 1, null, SpanKind.SPAN, Content.EMPTY),
                Spans.span(ROOT, 2, 1, SpanKind.LLM, Spans.said("Which?", "I must look")),
                Spans.span(ROOT, 4, 1, SpanKind.LLM, Spans.said("Rewrite", "The final one"), Spans.model("length")),
                Spans.span(ROOT, 3, 1, SpanKind.LLM, Spans.said("Between", "Not this")));

        assertThat(input.question()).isEqualTo("Which?");
        assertThat(input.answer().text()).isEqualTo("The final one");
        assertThat(input.answer().finishReasons()).containsExactly("length");
    }

    @Test
    void call_withoutARoot_isJudgedByItselfAlone() {
        RequestRef call = new RequestRef(1, ROOT.traceId(), Spans.id(2));
        Material material = new Material(
                Spans.request(call, 1, SpanStatus.OK),
                List.of(
                        Spans.span(call, 2, 9, SpanKind.LLM, Spans.said("Mine?", "Mine.")),
                        Spans.span(call, 5, 9, SpanKind.LLM, Spans.said("Other?", "Other."))));

        assertThat(reader.read(material).orElseThrow().answer().text()).isEqualTo("Mine.");
    }

    @Test
    void passages_areThoseOfTheLastReranker_elseOfAllRetrievers_withoutDuplicates() {
        StoredSpan root = Spans.span(ROOT, 1, null, SpanKind.CHAIN, Spans.said("?", "!"));
        StoredSpan first = Spans.span(ROOT, 2, 1, SpanKind.RETRIEVER, Spans.retrieved("a", "b"));
        StoredSpan second = Spans.span(ROOT, 3, 1, SpanKind.RETRIEVER, Spans.retrieved("b", "c"));
        StoredSpan reranked = Spans.span(ROOT, 4, 1, SpanKind.RERANKER, Spans.retrieved("c"));

        assertThat(read(root, first, second).passages().texts()).containsExactly("a", "b", "c");
        assertThat(read(root, first, second, reranked).passages().texts()).containsExactly("c");
    }

    @Test
    void documentsWithoutText_areCounted() {
        Content ids = new Content(
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new Document("d1", null, 0.9), new Document("d2", null, 0.8)));

        assertThat(read(
                                Spans.span(ROOT, 1, null, SpanKind.CHAIN, Spans.said("?", "!")),
                                Spans.span(ROOT, 2, 1, SpanKind.RETRIEVER, ids))
                        .passages()
                        .withoutText())
                .isEqualTo(2);
    }

    @Test
    void noOutput_isReportedOnlyWhenItIsKnownToBeEmpty() {
        Content asked = new Content(Map.of(), List.of(Message.text("user", "?")), List.of(), List.of(), List.of());
        List<StoredSpan> trace = List.of(Spans.span(ROOT, 1, null, SpanKind.LLM, asked));
        Content silent =
                new Content(Map.of(), List.of(), List.of(new Message("assistant", List.of())), List.of(), List.of());

        assertThat(read(trace, SpanStatus.OK).answer().reported()).isFalse();
        assertThat(read(trace, SpanStatus.ERROR).answer().reported()).isTrue();
        assertThat(read(Spans.span(ROOT, 1, null, SpanKind.LLM, silent))
                        .answer()
                        .reported())
                .isTrue();
    }

    @Test
    void toolCallInsteadOfAnAnswer_isSeen() {
        Content content = new Content(
                Map.of(),
                List.of(),
                List.of(new Message("assistant", List.of(Part.toolCall("c1", "search", "{}")))),
                List.of(),
                List.of());

        ScoringInput.Answer answer =
                read(Spans.span(ROOT, 1, null, SpanKind.LLM, content)).answer();

        assertThat(answer.toolCall()).isTrue();
        assertThat(answer.text()).isEmpty();
    }

    @Test
    void removedContent_givesNoInput() {
        SpanPayload removed =
                new SpanPayload("removed", Content.EMPTY, Map.of(), Map.of(), List.of(), List.of(), List.of());

        assertThat(reader.read(new Material(
                        Spans.request(ROOT, 1, SpanStatus.OK),
                        List.of(Spans.span(ROOT, 1, null, SpanKind.LLM, removed, ModelCall.NONE)))))
                .isEmpty();
        assertThat(reader.read(new Material(Spans.request(ROOT, 1, SpanStatus.OK), List.of())))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gen_ai.output.type|json|true",
                "gen_ai.output.type|text|false",
                "gen_ai.openai.request.response_format|json_object|true",
                "llm.invocation_parameters|{\"response_format\": {\"type\": \"json_schema\"}}|true",
                "llm.invocation_parameters|{\"temperature\": 0}|false",
                "llm.invocation_parameters|no json at all|false"
            })
    void jsonAskedOfTheModel_isSeenInEachDialect(String key, String value, boolean json) {
        StoredSpan call = Spans.span(
                ROOT, 1, null, SpanKind.LLM, Spans.payload(Spans.said("?", "{}"), Map.of(key, value)), ModelCall.NONE);

        assertThat(read(call).contract().json()).isEqualTo(json);
    }

    @Test
    void jsonAskedOfACallWhoseTextIsNotTheAnswer_doesNotBindTheAnswer() {
        StoredSpan root = Spans.span(ROOT, 1, null, SpanKind.CHAIN, Spans.said("?", "You pay 3 dollars."));
        StoredSpan call = Spans.span(
                ROOT,
                2,
                1,
                SpanKind.LLM,
                Spans.payload(Spans.said("?", "{\"price\": 3}"), Map.of("gen_ai.output.type", "json")),
                ModelCall.NONE);

        assertThat(read(root, call).contract().json()).isFalse();
    }

    @Test
    void contractOfTheFeature_isTaken() {
        InputReader configured = new InputReader(feature ->
                feature.equals("support-assistant") ? new OutputContract(1, 800, true) : OutputContract.NONE);

        assertThat(configured
                        .read(new Material(
                                Spans.request(ROOT, 1, SpanStatus.OK),
                                List.of(Spans.span(ROOT, 1, null, SpanKind.LLM, Spans.said("?", "!")))))
                        .orElseThrow()
                        .contract())
                .isEqualTo(new OutputContract(1, 800, true));
    }

    @Test
    void instructions_areApartFromAllElseThatWasGiven() {
        StoredSpan root = Spans.span(ROOT, 1, null, SpanKind.AGENT, Content.EMPTY);
        StoredSpan first = Spans.span(ROOT, 2, 1, SpanKind.LLM, Spans.said("Where is it?", "I look."));
        StoredSpan tool = Spans.span(
                ROOT,
                3,
                1,
                SpanKind.TOOL,
                new Content(
                        Map.of(),
                        List.of(),
                        List.of(new Message("tool", List.of(Part.toolResponse("1", "find", "Shelf 4")))),
                        List.of(),
                        List.of()));
        StoredSpan last = Spans.span(ROOT, 4, 1, SpanKind.LLM, Spans.said("Where is it?", "On shelf 4."));

        assertThat(read(root, first, tool, last).background())
                .isEqualTo(new Background(List.of("Be brief."), List.of("Where is it?", "Shelf 4")));
    }

    private ScoringInput read(StoredSpan... trace) {
        return read(List.of(trace), SpanStatus.OK);
    }

    private ScoringInput read(List<StoredSpan> trace, SpanStatus status) {
        return reader.read(new Material(Spans.request(ROOT, 1, status), trace)).orElseThrow();
    }
}
