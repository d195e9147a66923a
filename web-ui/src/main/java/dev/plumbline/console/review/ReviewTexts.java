package dev.plumbline.console.review;

import dev.plumbline.console.trace.Conversation;
import dev.plumbline.console.view.Url;
import dev.plumbline.console.view.Visible;
import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.tracestore.StoredSpan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a reviewer reads of a request: question, answer, passages, and all messages of the call behind them. */
final class ReviewTexts {
    private static final int MOST_PASSAGES = 20;

    private ReviewTexts() {}

    /**
     * @param spans of its trace, in the order of their starts
     * @param trace the screen of the trace
     */
    static ReviewPage.Texts of(Request request, List<StoredSpan> spans, Url trace) {
        List<Conversation.Found> passages = new ArrayList<>();
        for (StoredSpan stored : spans) {
            if (!stored.payload().content().documents().isEmpty() && passages.size() < MOST_PASSAGES) {
                passages.addAll(Conversation.input(stored.payload().content(), texts(stored, trace))
                        .context()
                        .documents());
            }
        }
        Optional<StoredSpan> call = call(request, spans);
        return new ReviewPage.Texts(
                Visible.pieces(said(request.text().input(), "(no question)")),
                Visible.pieces(said(request.text().output(), "(no answer)")),
                request.text().cut(),
                passages.subList(0, Math.min(MOST_PASSAGES, passages.size())),
                call.map(stored -> withoutPassages(
                                Conversation.input(stored.payload().content(), texts(stored, trace))))
                        .orElse(null),
                call.map(stored -> Conversation.output(stored.payload().content(), texts(stored, trace)))
                        .orElse(null));
    }

    /** The span that answered: the last model call that says what it took in, else any span that does. */
    private static Optional<StoredSpan> call(Request request, List<StoredSpan> spans) {
        List<StoredSpan> talking = spans.stream()
                .filter(stored -> talks(stored.payload().content()))
                .toList();
        return talking.stream()
                .filter(stored -> stored.span().model().requestModel() != null)
                .reduce((first, last) -> last)
                .or(() -> talking.stream()
                        .filter(stored -> stored.span()
                                .key()
                                .spanId()
                                .equals(request.ref().spanId()))
                        .findFirst());
    }

    private static boolean talks(Content content) {
        return !content.input().isEmpty() || !content.output().isEmpty();
    }

    /** They stand above. */
    private static Conversation withoutPassages(Conversation input) {
        return new Conversation(
                input.messages(),
                new Conversation.Context(
                        input.context().parameters(), input.context().tools(), List.of()),
                input.hidden());
    }

    private static Url texts(StoredSpan stored, Url trace) {
        return trace.at("/traces/" + stored.span().key().traceId() + "/text")
                .with("span", stored.span().key().spanId());
    }

    private static String said(String text, String nothing) {
        return text.isBlank() ? nothing : text;
    }
}
