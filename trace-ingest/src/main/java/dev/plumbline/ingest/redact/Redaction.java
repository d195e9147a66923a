package dev.plumbline.ingest.redact;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Fingerprint;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.ingest.fingerprint.Fingerprinter;
import dev.plumbline.tracestore.SpanPayload;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What redaction did to a span: which of its fields are not as the model saw them, and for each component of the
 * fingerprint that changed the digest of what the model did see, keyed so that nobody can guess it back.
 *
 * @param fields {@code model, system, tools, context, history, input, output, attributes}: those that are not exact
 * @param digests 64 hex digits by component; only those that changed
 */
public record Redaction(List<String> fields, Map<String, String> digests) {
    /** Where it stands in the resource half of a payload; a sender's attribute of that name is not believed. */
    public static final String FIELD = "plumbline.redaction";

    static Redaction of(@Nullable String model, Content before, Content after, ProjectKey key) {
        Fingerprinter fingerprinter = new Fingerprinter();
        Map<String, String> seen = components(fingerprinter.of(model, before, before.documents()));
        Map<String, String> kept = components(fingerprinter.of(model, after, after.documents()));
        Map<String, String> digests = new LinkedHashMap<>();
        seen.forEach((component, digest) -> {
            if (!digest.equals(kept.get(component))) {
                digests.put(component, key.digest(component + ":" + digest));
            }
        });
        List<String> fields = new ArrayList<>(digests.keySet());
        if (!texts(before.output()).equals(texts(after.output()))) {
            fields.add("output");
        }
        fields.add("attributes");
        return new Redaction(fields, digests);
    }

    private static List<Object> texts(List<Message> messages) {
        return messages.stream().map(Message::parts).map(Object.class::cast).toList();
    }

    private static Map<String, String> components(Fingerprint fingerprint) {
        Map<String, String> components = new LinkedHashMap<>();
        components.put("model", fingerprint.model());
        components.put("system", fingerprint.system());
        components.put("tools", fingerprint.tools());
        components.put("context", fingerprint.context());
        components.put("history", fingerprint.history());
        components.put("input", fingerprint.input());
        return components;
    }

    Map<String, Object> asMap(Map<String, Integer> found) {
        return Map.of("fields", fields, "digests", digests, "found", found);
    }

    /** What a stored payload says about itself; nothing changed where it says nothing. */
    public static Redaction of(SpanPayload payload) {
        if (!(payload.resource().get(FIELD) instanceof Map<?, ?> map)) {
            return new Redaction(List.of(), Map.of());
        }
        List<String> fields = map.get("fields") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
        Map<String, String> digests = new LinkedHashMap<>();
        if (map.get("digests") instanceof Map<?, ?> stored) {
            stored.forEach((component, digest) -> digests.put(String.valueOf(component), String.valueOf(digest)));
        }
        return new Redaction(fields, digests);
    }

    /**
     * The fingerprint of what the model saw.
     *
     * @param stored the fingerprint of what is stored
     * @param call the payload of the model call
     * @param sources the payloads that the documents came from
     */
    public static Fingerprint exact(Fingerprint stored, SpanPayload call, List<SpanPayload> sources) {
        Map<String, String> digests = new LinkedHashMap<>(Redaction.of(call).digests());
        List<String> contexts = sources.stream()
                .map(source -> Redaction.of(source).digests().get("context"))
                .filter(Objects::nonNull)
                .toList();
        if (!contexts.isEmpty()) {
            digests.put("context", sha256(stored.context() + String.join("", contexts)));
        } else if (!sources.contains(call)) {
            digests.remove("context");
        }
        if (digests.isEmpty()) {
            return stored;
        }
        Map<String, String> components = components(stored);
        components.putAll(digests);
        return new Fingerprint(
                sha256(String.join("", components.values())),
                part(components, "model"),
                part(components, "system"),
                part(components, "tools"),
                part(components, "context"),
                part(components, "history"),
                part(components, "input"));
    }

    private static String part(Map<String, String> components, String name) {
        return Objects.requireNonNull(components.get(name));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
