package dev.plumbline.console.rebuild;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Document;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.Part;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.Span;
import dev.plumbline.contracts.trace.ToolDefinition;
import dev.plumbline.tracestore.fingerprint.Components;
import dev.plumbline.tracestore.fingerprint.SeenCall;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Everything the model saw, as one JSON value. {@code components} are exactly what the digests in {@code fingerprint}
 * are taken of: SHA-256 over the RFC 8785 form of each, and over the six digests (as bytes, in the order model, system,
 * tools, context, history, input) for {@code request}. Times are text, since a JSON number does not hold them.
 */
public final class Bundle {
    private static final int VERSION = 1;
    private static final String REDACTION = "plumbline.redaction";

    private Bundle() {}

    public static Map<String, Object> of(Request request, SeenCall call) {
        Components components = call.components();
        Map<String, Object> bundle = new LinkedHashMap<>();
        bundle.put("version", VERSION);
        bundle.put("request", request(request));
        bundle.put("call", call(call));
        bundle.put("components", components.values());
        bundle.put("fingerprint", fingerprint(request));
        bundle.put("verification", verification(request, call, components));
        bundle.put("answer", messages(call.span().payload().content().output()));
        bundle.put("providerRequest", ProviderRequest.of(call.span()));
        return bundle;
    }

    private static Map<String, Object> request(Request request) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("traceId", request.ref().traceId());
        fields.put("spanId", request.ref().spanId());
        fields.put("version", request.version());
        fields.put("name", request.time().name());
        fields.put("startNano", Long.toString(request.time().startNano()));
        fields.put("endNano", Long.toString(request.time().endNano()));
        fields.put("feature", request.origin().feature());
        put(fields, "release", request.origin().release());
        put(fields, "environment", request.origin().environment());
        put(fields, "sessionId", request.origin().sessionId());
        return fields;
    }

    private static Map<String, Object> call(SeenCall call) {
        Span span = call.span().span();
        Content content = call.span().payload().content();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("spanId", span.key().spanId());
        fields.put("dialect", call.span().payload().dialect());
        put(fields, "provider", span.model().provider());
        put(fields, "requestModel", span.model().requestModel());
        put(fields, "responseModel", span.model().responseModel());
        fields.put("parameters", content.parameters());
        fields.put("messages", messages(content.input()));
        fields.put("tools", content.tools().stream().map(Bundle::tool).toList());
        fields.put("documents", call.context().stream().map(Bundle::document).toList());
        return fields;
    }

    private static Map<String, Object> fingerprint(Request request) {
        Map<String, Object> digests =
                new LinkedHashMap<>(Components.digests(request.text().fingerprint()));
        digests.put("request", request.text().fingerprint().request());
        return digests;
    }

    /** What is stored now against what was hashed when the request settled. */
    private static Map<String, Object> verification(Request request, SeenCall call, Components components) {
        Map<String, String> stored = Components.digests(request.text().fingerprint());
        Map<String, String> now = Components.digests(components.fingerprint());
        List<String> differing = Components.NAMES.stream()
                .filter(name -> !Objects.equals(now.get(name), stored.get(name)))
                .toList();
        TreeSet<String> inexact = new TreeSet<>(differing);
        inexact.addAll(redacted(call));
        Map<String, Object> verification = new LinkedHashMap<>();
        verification.put("matches", differing.isEmpty());
        verification.put("differing", differing);
        verification.put("notExact", new ArrayList<>(inexact));
        verification.put("notes", call.span().payload().notes());
        return verification;
    }

    /** The fields that redaction changed, as the payload says. */
    private static List<String> redacted(SeenCall call) {
        return call.span().payload().resource().get(REDACTION) instanceof Map<?, ?> redaction
                        && redaction.get("fields") instanceof List<?> fields
                ? fields.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static List<Map<String, Object>> messages(List<Message> messages) {
        return messages.stream()
                .map(message -> Map.<String, Object>of(
                        "role",
                        message.role(),
                        "parts",
                        message.parts().stream().map(Bundle::part).toList()))
                .toList();
    }

    private static Map<String, Object> part(Part part) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", part.type());
        put(fields, "text", part.text());
        put(fields, "id", part.id());
        put(fields, "name", part.name());
        put(fields, "json", part.json());
        return fields;
    }

    private static Map<String, Object> tool(ToolDefinition tool) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", tool.name());
        put(fields, "description", tool.description());
        put(fields, "parameters", tool.parameters());
        return fields;
    }

    private static Map<String, Object> document(Document document) {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, "id", document.id());
        put(fields, "text", document.text());
        put(fields, "score", document.score());
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
