package dev.plumbline.evaluator.reading;

import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.Part;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.evaluator.scoring.ScoringInput.Background;
import dev.plumbline.tracestore.StoredSpan;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What the model calls of a request were given: instructions apart from all else, each text once. */
final class GivenReader {
    private static final Set<String> INSTRUCTING = Set.of("system", "developer");

    private GivenReader() {}

    static Background background(StoredSpan own, List<StoredSpan> calls, List<StoredSpan> spans) {
        Set<String> instructions = new LinkedHashSet<>();
        Set<String> said = new LinkedHashSet<>();
        add(own.payload().content().input(), instructions, said);
        calls.forEach(call -> add(call.payload().content().input(), instructions, said));
        spans.stream()
                .filter(span -> span.span().kind() == SpanKind.TOOL)
                .flatMap(span -> span.payload().content().output().stream())
                .forEach(message -> addTexts(message, said));
        return new Background(List.copyOf(instructions), List.copyOf(said));
    }

    private static void add(List<Message> input, Set<String> instructions, Set<String> said) {
        input.forEach(message -> addTexts(message, INSTRUCTING.contains(message.role()) ? instructions : said));
    }

    private static void addTexts(Message message, Set<String> texts) {
        message.parts().stream()
                .map(Part::text)
                .filter(Objects::nonNull)
                .filter(text -> !text.isBlank())
                .forEach(texts::add);
    }
}
