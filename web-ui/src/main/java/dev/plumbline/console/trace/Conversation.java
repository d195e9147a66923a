package dev.plumbline.console.trace;

import dev.plumbline.console.view.Url;
import dev.plumbline.console.view.Visible;
import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Document;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.Part;
import dev.plumbline.contracts.trace.ToolDefinition;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a span took in or gave out, exactly as it was sent: each message in its order, nothing left out.
 *
 * @param hidden messages beyond the most that one page shows
 */
public record Conversation(List<Said> messages, Context context, int hidden) {
    /** Messages of one span on a page; the raw span has them all. */
    private static final int MOST = 200;

    private static final int NAME = 120;

    /**
     * A message.
     *
     * @param role as sent
     * @param style one of the four known roles, or {@code other}
     */
    public record Said(int number, String role, String style, List<Piece> parts) {}

    /**
     * A part of a message.
     *
     * @param title what the part is; empty for plain text
     * @param data whether the text is data rather than words
     */
    public record Piece(String title, boolean data, Excerpt text) {}

    /** What went along with the messages. */
    public record Context(List<SpanPanel.Fact> parameters, List<Offered> tools, List<Found> documents) {
        public boolean isEmpty() {
            return parameters.isEmpty() && tools.isEmpty() && documents.isEmpty();
        }
    }

    /** A tool that was offered to the model. */
    public record Offered(String name, String description, Excerpt parameters) {}

    /** A retrieved document. */
    public record Found(String id, String score, Excerpt text) {}

    public boolean isEmpty() {
        return messages.isEmpty();
    }

    /** What went in. @param texts the address of the span's texts */
    public static Conversation input(Content content, Url texts) {
        return of(content.input(), "input", context(content, texts), texts);
    }

    /** What came back. */
    public static Conversation output(Content content, Url texts) {
        return of(content.output(), "output", new Context(List.of(), List.of(), List.of()), texts);
    }

    private static Conversation of(List<Message> messages, String side, Context context, Url texts) {
        List<Said> said = new ArrayList<>();
        for (int m = 0; m < Math.min(MOST, messages.size()); m++) {
            Message message = messages.get(m);
            List<Piece> pieces = new ArrayList<>();
            for (int p = 0; p < message.parts().size(); p++) {
                Part part = message.parts().get(p);
                Url place = texts.with("part", side + "." + m + "." + p);
                pieces.add(new Piece(title(part), part.text() == null, Excerpt.of(SpanTexts.of(part), 0, place)));
            }
            said.add(new Said(m + 1, Visible.line(message.role(), NAME), style(message.role()), pieces));
        }
        return new Conversation(List.copyOf(said), context, messages.size() - said.size());
    }

    private static Context context(Content content, Url texts) {
        List<SpanPanel.Fact> parameters = content.parameters().entrySet().stream()
                .map(entry -> new SpanPanel.Fact(
                        Visible.line(entry.getKey(), NAME), Visible.line(SpanTexts.of(entry.getValue()), NAME)))
                .toList();
        List<Offered> tools = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST, content.tools().size()); i++) {
            ToolDefinition tool = content.tools().get(i);
            tools.add(new Offered(
                    Visible.line(tool.name(), NAME),
                    Visible.line(tool.description(), Excerpt.FIRST),
                    Excerpt.of(text(tool.parameters()), 0, texts.with("part", "tool." + i))));
        }
        List<Found> documents = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST, content.documents().size()); i++) {
            Document document = content.documents().get(i);
            documents.add(new Found(
                    Visible.line(document.id(), NAME),
                    document.score() == null ? "" : String.format(Locale.ROOT, "%.4g", document.score()),
                    Excerpt.of(text(document.text()), 0, texts.with("part", "document." + i))));
        }
        return new Context(parameters, List.copyOf(tools), List.copyOf(documents));
    }

    private static String title(Part part) {
        String name = part.name() == null ? "" : " " + part.name();
        String id = part.id() == null ? "" : " (" + part.id() + ")";
        String title = switch (part.type()) {
            case "text" -> "";
            case "tool_call" -> "calls" + name + id;
            case "tool_call_response" -> "answer of" + (name.isEmpty() ? " a tool" : name) + id;
            default -> part.type() + name + id;
        };
        return Visible.line(title, NAME);
    }

    private static String style(String role) {
        return switch (role) {
            case "system", "user", "assistant", "tool" -> role;
            default -> "other";
        };
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
