package dev.plumbline.ingest.normalize.dialect;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.ingest.decode.OtlpSpan;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** The generic pairs that many libraries fall back to: one value in, one value out. */
final class Plain implements Dialect {
    private static final String[] INPUTS = {
        "input.value",
        "traceloop.entity.input",
        "mlflow.spanInputs",
        "genkit:input",
        "haystack.component.input",
        "input"
    };
    private static final String[] OUTPUTS = {
        "output.value",
        "traceloop.entity.output",
        "final_result",
        "mlflow.spanOutputs",
        "genkit:output",
        "haystack.component.output",
        "output"
    };

    @Override
    public String name() {
        return "plain/1";
    }

    @Override
    public boolean recognises(OtlpSpan span, Attributes attributes) {
        return attributes.has(INPUTS) || attributes.has(OUTPUTS);
    }

    @Override
    public Content content(OtlpSpan span, Attributes attributes, SpanKind kind) {
        return new Content(
                Map.of(),
                messages(attributes.first(INPUTS), "user"),
                messages(attributes.first(OUTPUTS), "assistant"),
                List.of(),
                List.of());
    }

    private static List<Message> messages(@Nullable Object value, String role) {
        Object inner = Json.map(value).get("messages");
        return inner instanceof List<?>
                ? Messages.read(inner, role)
                : value == null ? List.of() : List.of(Message.text(role, Json.text(value)));
    }
}
