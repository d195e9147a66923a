package dev.plumbline.ingest.normalize.dialect;

import dev.plumbline.contracts.trace.Document;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Retrieved documents from JSON or from flattened slots; only the standard's id and score are certain to be there. */
public final class Documents {
    private Documents() {}

    /** A JSON list of documents or of texts. */
    public static List<Document> read(@Nullable Object value) {
        List<Document> documents = new ArrayList<>();
        for (Object item : Json.list(value)) {
            if (item instanceof String text && !(Json.parse(text) instanceof Map<?, ?>)) {
                documents.add(new Document(null, text, null));
            } else {
                documents.add(document(Json.map(item)));
            }
        }
        return documents;
    }

    /** Slots such as {@code retrieval.documents.N.document.content}. */
    public static List<Document> slots(List<Attributes> slots, String prefix) {
        return slots.stream()
                .map(slot -> new Document(
                        slot.text(prefix + "id"),
                        slot.text(prefix + "content"),
                        Json.number(slot.first(prefix + "score", prefix + "distance"))))
                .toList();
    }

    private static Document document(Map<String, Object> sent) {
        Map<String, Object> inner = Json.map(Json.either(sent, "document", "node"));
        Map<String, Object> document = inner.isEmpty() ? sent : inner;
        Object text = Json.either(document, "content", "text", "page_content", "pageContent", "document");
        return new Document(
                Parts.string(Json.either(document, "id", "document_id", "id_")),
                text == null ? null : Json.text(text),
                Json.number(sent.get("score") != null ? sent.get("score") : document.get("score")));
    }
}
