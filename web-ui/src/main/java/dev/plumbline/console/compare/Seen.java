package dev.plumbline.console.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Document;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.Part;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.tracestore.StoredSpan;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a request's last model call saw, as texts, one for each component of its fingerprint.
 *
 * @param model with its parameters
 * @param history the messages before the last turn of the user
 * @param input the last turn of the user and what follows it
 */
record Seen(String model, String system, String tools, String context, String history, String input) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param trace all spans of its trace, in order of start */
    static Seen of(RequestRef ref, List<StoredSpan> trace) {
        List<StoredSpan> own = own(ref, trace);
        StoredSpan last = own.stream()
                .filter(stored -> stored.span().kind() == SpanKind.LLM)
                .max(Comparator.comparingLong(call -> call.span().outcome().endNano()))
                .orElse(own.get(0));
        Content content = last.payload().content();
        List<Message> spoken = content.input().stream()
                .filter(message -> !message.role().equals("system"))
                .toList();
        int turn = lastUserTurn(spoken);
        return new Seen(
                model(last),
                messages(content.input().stream()
                        .filter(message -> message.role().equals("system"))
                        .toList()),
                content.tools().stream()
                        .map(tool -> tool.name() + "\n" + text(tool.description()) + "\n" + text(tool.parameters()))
                        .collect(Collectors.joining("\n\n")),
                context(own).stream().map(Seen::document).collect(Collectors.joining("\n\n")),
                messages(spoken.subList(0, turn)),
                messages(spoken.subList(turn, spoken.size())));
    }

    /** The whole trace for its root, the call alone where a call is a request of its own. */
    private static List<StoredSpan> own(RequestRef ref, List<StoredSpan> trace) {
        List<StoredSpan> self = trace.stream()
                .filter(stored -> stored.span().key().spanId().equals(ref.spanId()))
                .toList();
        boolean root = self.isEmpty() || self.get(0).span().parentSpanId() == null;
        return root ? trace : self;
    }

    private static String model(StoredSpan call) {
        StringBuilder text = new StringBuilder(text(call.span().model().requestModel()));
        new TreeMap<>(call.payload().content().parameters())
                .forEach((name, value) -> text.append('\n')
                        .append(name)
                        .append(": ")
                        .append(value instanceof String words ? words : json(value)));
        return text.toString();
    }

    /** What the last stage of retrieval handed on: the last reranker's documents, else those of all retrievers. */
    private static List<Document> context(List<StoredSpan> spans) {
        List<StoredSpan> rerankers = ofKind(spans, SpanKind.RERANKER);
        List<StoredSpan> sources = rerankers.isEmpty()
                ? ofKind(spans, SpanKind.RETRIEVER)
                : rerankers.subList(rerankers.size() - 1, rerankers.size());
        List<Document> retrieved = documents(sources);
        return retrieved.isEmpty() ? documents(spans) : retrieved;
    }

    private static List<Document> documents(List<StoredSpan> spans) {
        return spans.stream()
                .flatMap(stored -> stored.payload().content().documents().stream())
                .toList();
    }

    private static List<StoredSpan> ofKind(List<StoredSpan> spans, SpanKind kind) {
        return spans.stream().filter(stored -> stored.span().kind() == kind).toList();
    }

    private static int lastUserTurn(List<Message> messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).role().equals("user")) {
                return i;
            }
        }
        return 0;
    }

    private static String messages(List<Message> messages) {
        return messages.stream()
                .map(message -> message.role() + ": "
                        + message.parts().stream().map(Seen::part).collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n\n"));
    }

    private static String part(Part part) {
        return switch (part.type()) {
            case "text" -> text(part.text());
            case "tool_call" -> "calls " + text(part.name()) + " " + text(part.json());
            case "tool_call_response" -> "a tool answers " + text(part.text());
            default -> part.type() + " " + (part.text() == null ? text(part.json()) : part.text());
        };
    }

    private static String document(Document document) {
        return "[" + text(document.id()) + "]\n" + text(document.text());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String json(@Nullable Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
