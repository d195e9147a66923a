package dev.plumbline.ingest.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Fingerprint;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.ingest.decode.OtlpScope;
import dev.plumbline.ingest.decode.OtlpSpan;
import dev.plumbline.ingest.fingerprint.Fingerprinter;
import dev.plumbline.ingest.normalize.Normalizer;
import dev.plumbline.ingest.normalize.Normalizer.Normalized;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Spans as real frameworks emit them. */
class FrameworkSpansTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Normalized normalize(String name, Map<String, Object> attributes, OtlpScope scope) {
        return new Normalizer()
                .normalize(
                        1,
                        new OtlpSpan(
                                scope,
                                new OtlpSpan.Ids("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", null),
                                new OtlpSpan.Outline(name, 1, 2, 0, ""),
                                attributes,
                                List.of(),
                                List.of(),
                                List.of()));
    }

    private static final OtlpScope NO_SCOPE = new OtlpScope(Map.of(), "", "", Map.of());

    private static Fingerprint fingerprint(Normalized span) {
        Content content = span.payload().content();
        return new Fingerprinter().of(span.span().model().requestModel(), content, content.documents());
    }

    @Test
    void oneCallInThreeForms_hasOneFingerprint() throws IOException {
        Path folder = Captures.folder("framework-spans");
        List<Fingerprint> prints = new ArrayList<>();
        for (String form : List.of("openinference", "otel_genai", "otel_genai_deprecated")) {
            prints.add(fingerprint(normalize(
                    form,
                    Captures.attributes(Captures.object(
                            folder.resolve("openinference-genai-" + form + "_client_span_tool_calls.json"))),
                    NO_SCOPE)));
        }

        assertThat(prints).allSatisfy(print -> assertThat(print).isEqualTo(prints.get(0)));
    }

    @Test
    void vercelSpans_giveWhatWentInAndOut() throws IOException {
        Path file = Captures.folder("framework-spans").resolve("openinference-vercel-v6-all-spans.json");
        int calls = 0;
        for (Object item : JSON.readValue(file.toFile(), List.class)) {
            Map<?, ?> span = (Map<?, ?>) item;
            Normalized normalized = normalize(
                    String.valueOf(span.get("name")),
                    Captures.attributes((Map<?, ?>) span.get("attributes")),
                    NO_SCOPE);
            if (normalized.span().kind() == SpanKind.LLM) {
                calls++;
                assertThat(normalized.payload().content().input())
                        .as(normalized.span().name())
                        .isNotEmpty();
                assertThat(normalized.payload().content().output())
                        .as(normalized.span().name())
                        .isNotEmpty();
                assertThat(normalized.span().model().provider()).isEqualTo("openai");
                assertThat(normalized.span().model().usage().input()).isPositive();
            }
        }
        assertThat(calls).isPositive();
    }

    /** Prints how much of the content of thirteen frameworks is understood; none may know nothing at all. */
    @Test
    void everyFramework_hasKindsAndContent() throws IOException {
        Map<String, String> understood = new TreeMap<>();
        try (Stream<Path> files = Files.list(Captures.folder("framework-spans"))) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("langfuse-"))
                    .toList()) {
                int spans = 0;
                int kinds = 0;
                int contents = 0;
                for (Object item : (List<?>) Captures.object(file).get("observations")) {
                    Normalized normalized = rebuilt((Map<?, ?>) item);
                    Content content = normalized.payload().content();
                    spans++;
                    kinds += normalized.span().kind() == SpanKind.SPAN ? 0 : 1;
                    contents += content.input().isEmpty() && content.output().isEmpty() ? 0 : 1;
                }
                understood.put(
                        file.getFileName().toString(),
                        kinds + " kinds and " + contents + " contents of " + spans + " spans");
            }
        }
        understood.forEach((file, line) -> System.out.println(file + ": " + line));

        assertThat(understood).hasSizeGreaterThan(10);
    }

    /** The OpenTelemetry attributes stand in the observation's metadata, itself JSON text. */
    private static Normalized rebuilt(Map<?, ?> observation) throws IOException {
        Object metadata = observation.get("metadata");
        Map<?, ?> parsed =
                metadata instanceof String text ? JSON.readValue(text, LinkedHashMap.class) : (Map<?, ?>) metadata;
        Object attributes = parsed == null ? null : parsed.get("attributes");
        Map<String, Object> flat = new LinkedHashMap<>();
        if (attributes instanceof Map<?, ?> map) {
            flat.putAll(Captures.attributes(map));
        }
        return normalize(String.valueOf(observation.get("name")), flat, NO_SCOPE);
    }
}
