package dev.plumbline.ingest.normalize.dialect.framework;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.Part;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.ingest.decode.OtlpSpan;
import dev.plumbline.ingest.normalize.dialect.Attributes;
import dev.plumbline.ingest.normalize.dialect.Dialect;
import dev.plumbline.ingest.normalize.dialect.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** BeeAI, whose agents tell each step as a thought and the tool they turn to, in OpenInference's surroundings. */
public final class BeeAi implements Dialect {

    @Override
    public String name() {
        return "beeai";
    }

    @Override
    public boolean recognises(OtlpSpan span, Attributes attributes) {
        return span.scope().name().startsWith("openinference.instrumentation.beeai") || attributes.has("beeai.version");
    }

    @Override
    public Content content(OtlpSpan span, Attributes attributes, SpanKind kind) {
        String thought = attributes.text("thought");
        boolean answered = attributes.has("output.value");
        if (kind != SpanKind.AGENT || thought == null || answered) {
            return Content.EMPTY;
        }
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("reasoning", thought, null, null, null));
        String tool = attributes.text("tool.name");
        if (tool != null) {
            parts.add(Part.toolCall(null, tool, Json.canonical(attributes.first("tool.parameters"))));
        }
        return new Content(Map.of(), List.of(), List.of(new Message("assistant", parts)), List.of(), List.of());
    }
}
