package dev.plumbline.tracestore;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Document;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.ToolDefinition;

import java.util.ArrayList;
import java.util.List;

/** Fills what a span does not say itself with what log records say about it, in order of their time. */
final class ContentJoin {
    private ContentJoin() {}

    static SpanPayload join(SpanPayload payload, List<Content> logs) {
        if (logs.isEmpty()) {
            return payload;
        }
        List<Message> input = new ArrayList<>();
        List<Message> output = new ArrayList<>();
        List<ToolDefinition> tools = new ArrayList<>();
        List<Document> documents = new ArrayList<>();
        for (Content log : logs) {
            input.addAll(log.input());
            output.addAll(log.output());
            tools.addAll(log.tools());
            documents.addAll(log.documents());
        }
        Content own = payload.content();
        Content joined = new Content(
                own.parameters(),
                own.input().isEmpty() ? input : own.input(),
                own.output().isEmpty() ? output : own.output(),
                own.tools().isEmpty() ? tools : own.tools(),
                own.documents().isEmpty() ? documents : own.documents());
        return new SpanPayload(
                payload.dialect(),
                joined,
                payload.attributes(),
                payload.resource(),
                payload.events(),
                payload.links(),
                payload.notes());
    }
}
