package dev.plumbline.ingest.fingerprint;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Document;
import dev.plumbline.contracts.trace.Fingerprint;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.tracestore.fingerprint.Components;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** The digests of what a model saw; its components are told by {@link Components}. */
public final class Fingerprinter {

    /**
     * @param model the requested model; null when unknown
     * @param content of the model call
     * @param context the documents retrieved for it
     */
    public Fingerprint of(@Nullable String model, Content content, List<Document> context) {
        return Components.of(model, content, context).fingerprint();
    }

    /** The index of the last user message; all is the last turn where no user speaks. */
    public static int lastUserTurn(List<Message> messages) {
        return Components.lastUserTurn(messages);
    }
}
