package dev.plumbline.evaluator.reading;

import dev.plumbline.contracts.trace.Document;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.RequestText;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.contracts.trace.SpanStatus;
import dev.plumbline.evaluator.scoring.ScoringInput;
import dev.plumbline.evaluator.scoring.ScoringInput.Answer;
import dev.plumbline.evaluator.scoring.ScoringInput.OutputContract;
import dev.plumbline.evaluator.scoring.ScoringInput.Passages;
import dev.plumbline.tracestore.StoredSpan;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Finds in a trace what a scorer sees of a request, whole: the request's own row holds only the first 2 kB. The rules
 * are those by which the row was made: what the request's own span says, else what its last model call says.
 */
public final class InputReader {
    private static final String REMOVED = "removed";

    private final ContractLookup contracts;

    public InputReader(ContractLookup contracts) {
        this.contracts = contracts;
    }

    /** What is agreed of a feature's answers, by configuration; {@link OutputContract#NONE} when nothing is. */
    @FunctionalInterface
    public interface ContractLookup {
        OutputContract of(String feature);
    }

    /** The input, or nothing when the content has been removed by retention or the span is not there. */
    public Optional<ScoringInput> read(Material material) {
        Optional<StoredSpan> found = material.trace().stream()
                .filter(span -> span.span()
                        .key()
                        .spanId()
                        .equals(material.request().ref().spanId()))
                .findFirst();
        if (found.isEmpty()
                || material.trace().stream()
                        .allMatch(span -> span.payload().dialect().equals(REMOVED))) {
            return Optional.empty();
        }
        StoredSpan own = found.get();
        boolean isRoot = own.span().parentSpanId() == null;
        List<StoredSpan> spans = isRoot ? material.trace() : List.of(own);
        List<StoredSpan> calls = ofKind(spans, SpanKind.LLM);
        StoredSpan lastCall = calls.stream()
                .max(Comparator.comparingLong(call -> call.span().outcome().endNano()))
                .orElse(own);
        StoredSpan answering = own.payload().content().output().isEmpty() ? lastCall : own;
        Answer answer = answer(answering, lastCall, material);
        return Optional.of(new ScoringInput(
                question(own, calls, material.request().text()),
                answer,
                passages(own, isRoot, material.trace()),
                contract(material.request().origin().feature(), answer.text(), lastCall),
                GivenReader.background(own, calls, spans)));
    }

    private static Answer answer(StoredSpan answering, StoredSpan lastCall, Material material) {
        List<Message> output = answering.payload().content().output();
        String text = lastText(output);
        boolean toolCall = !output.isEmpty()
                && output.get(output.size() - 1).parts().stream()
                        .anyMatch(part -> part.type().equals("tool_call"));
        return new Answer(
                text,
                !output.isEmpty() || isKnownEmpty(material),
                toolCall,
                lastCall.span().model().finishReasons());
    }

    /** Without any output reported, an empty answer is one that is known not to have come. */
    private static boolean isKnownEmpty(Material material) {
        boolean asked = material.trace().stream()
                .anyMatch(span -> !span.payload().content().input().isEmpty());
        Long tokens = material.request().shape().tokensOut();
        return (tokens != null && tokens == 0)
                || (asked && material.request().time().status() == SpanStatus.ERROR);
    }

    private static String lastText(List<Message> messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            String text = messages.get(i).plainText();
            if (!text.isBlank()) {
                return text;
            }
        }
        return messages.isEmpty() ? "" : messages.get(messages.size() - 1).plainText();
    }

    private static String question(StoredSpan own, List<StoredSpan> calls, RequestText row) {
        List<Message> input = own.payload().content().input().isEmpty() && !calls.isEmpty()
                ? calls.get(0).payload().content().input()
                : own.payload().content().input();
        for (int i = input.size() - 1; i >= 0; i--) {
            if (input.get(i).role().equals("user")) {
                return input.get(i).plainText();
            }
        }
        return row.input();
    }

    /** The ids of the documents that the last stage of retrieval handed on, in their order; those without one left out. */
    public static List<String> documentIds(Material material) {
        return material.trace().stream()
                .filter(span -> span.span()
                        .key()
                        .spanId()
                        .equals(material.request().ref().spanId()))
                .findFirst()
                .map(own -> handedOn(own, own.span().parentSpanId() == null, material.trace()))
                .orElse(List.of())
                .stream()
                .map(Document::id)
                .filter(Objects::nonNull)
                .filter(id -> !id.isBlank())
                .distinct()
                .toList();
    }

    private static Passages passages(StoredSpan own, boolean isRoot, List<StoredSpan> trace) {
        List<Document> documents = handedOn(own, isRoot, trace);
        Set<String> texts = new LinkedHashSet<>();
        documents.stream()
                .map(Document::text)
                .filter(Objects::nonNull)
                .filter(text -> !text.isBlank())
                .forEach(texts::add);
        int withoutText = (int)
                documents.stream().filter(document -> document.text() == null).count();
        return new Passages(List.copyOf(texts), withoutText);
    }

    /** What the last stage of retrieval handed on: the last reranker's documents, else those of all retrievers. */
    private static List<Document> handedOn(StoredSpan own, boolean isRoot, List<StoredSpan> trace) {
        List<StoredSpan> before = trace.stream()
                .filter(span -> isRoot
                        || span.span().outcome().endNano()
                                <= own.span().outcome().endNano())
                .toList();
        List<StoredSpan> rerankers = ofKind(before, SpanKind.RERANKER);
        List<Document> documents = documents(
                rerankers.isEmpty()
                        ? ofKind(before, SpanKind.RETRIEVER)
                        : rerankers.subList(rerankers.size() - 1, rerankers.size()));
        return documents.isEmpty() ? documents(before) : documents;
    }

    private static List<Document> documents(List<StoredSpan> spans) {
        return spans.stream()
                .flatMap(span -> span.payload().content().documents().stream())
                .toList();
    }

    /** What the model was asked for binds the answer only where the model's text is the answer. */
    private OutputContract contract(String feature, String answer, StoredSpan lastCall) {
        OutputContract agreed = contracts.of(feature);
        boolean asked = JsonAsked.by(lastCall.payload())
                && lastText(lastCall.payload().content().output()).equals(answer);
        return new OutputContract(agreed.minChars(), agreed.maxChars(), agreed.json() || asked, agreed.form());
    }

    private static List<StoredSpan> ofKind(List<StoredSpan> spans, SpanKind kind) {
        return spans.stream().filter(span -> span.span().kind() == kind).toList();
    }
}
