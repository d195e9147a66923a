package dev.plumbline.ingest.redact;

import dev.plumbline.contracts.scan.Kind;
import dev.plumbline.contracts.trace.Fingerprint;
import dev.plumbline.contracts.trace.Span;
import dev.plumbline.ingest.Sent;
import dev.plumbline.ingest.decode.ProtobufDecoder;
import dev.plumbline.ingest.fingerprint.Fingerprinter;
import dev.plumbline.ingest.normalize.Normalizer;
import dev.plumbline.ingest.redact.Policy.Mode;
import dev.plumbline.tracestore.SpanPayload;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class SpanRedactorTest {
    private static final Policy POLICY = new Policy(Map.of(Kind.EMAIL, Mode.MASK), List.of(), List.of());

    private static SpanRedactor redactor(String key) {
        ProjectKey projectKey = new ProjectKey(key.getBytes(StandardCharsets.US_ASCII));
        return new SpanRedactor(new Redactor(POLICY, projectKey), projectKey);
    }

    private static Normalizer.Normalized call(String question) throws Exception {
        byte[] message = Sent.traces(Sent.span(
                                "0af7651916cd43dd8448eb211c80319c",
                                "b7ad6b7169203331",
                                "",
                                Map.of(
                                        "gen_ai.operation.name", "chat",
                                        "gen_ai.request.model", "m",
                                        "user.id", "ada@example.org",
                                        "plumbline.redaction", "a sender's claim",
                                        "gen_ai.input.messages",
                                                "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\""
                                                        + question + "\"}]}]"))
                        .setName("ask ada@example.org"))
                .toByteArray();
        return new Normalizer()
                .normalize(1, new ProtobufDecoder().spans(message).items().get(0));
    }

    private static Fingerprint fingerprint(Span span, SpanPayload payload) {
        Fingerprint stored = new Fingerprinter().of(span.model().requestModel(), payload.content(), List.of());
        return Redaction.exact(stored, payload, List.of());
    }

    private static Fingerprint redacted(String key, String question) throws Exception {
        Normalizer.Normalized call = call(question);
        SpanRedactor.Halves kept = redactor(key).redact(call.span(), call.payload());
        return fingerprint(kept.span(), kept.payload());
    }

    @Test
    void everyPlaceOfASpan_isRedacted() throws Exception {
        Normalizer.Normalized call = call("I am ada@example.org");

        SpanRedactor.Halves kept = redactor("0123456789abcdef").redact(call.span(), call.payload());

        assertThat(kept.span().toString() + kept.payload()).doesNotContain("ada@example.org");
        assertThat(kept.payload().content().input().get(0).plainText()).isEqualTo("I am [email]");
        assertThat(kept.span().origin().userId()).startsWith("[id:");
        assertThat(Redaction.of(kept.payload()).fields())
                .contains("input", "attributes")
                .doesNotContain("system");
    }

    @Test
    void fingerprint_isThatOfWhatTheModelSawAndCannotBeGuessed() throws Exception {
        Fingerprint ada = redacted("0123456789abcdef", "I am ada@example.org");
        Normalizer.Normalized open = call("I am ada@example.org");

        assertThat(redacted("0123456789abcdef", "I am ada@example.org")).isEqualTo(ada);
        assertThat(redacted("0123456789abcdef", "I am bob@example.org").request())
                .isNotEqualTo(ada.request());
        assertThat(redacted("another project!", "I am ada@example.org").request())
                .isNotEqualTo(ada.request());
        assertThat(ada.input())
                .isNotEqualTo(fingerprint(open.span(), open.payload()).input());
        assertThat(ada.model())
                .isEqualTo(fingerprint(open.span(), open.payload()).model());
    }

    @Test
    void whatHoldsNothing_isLeftAsItIs() throws Exception {
        byte[] message = Sent.traces(Sent.span(
                        "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", "", Map.of("a", "b", "n", 7L)))
                .toByteArray();
        Normalizer.Normalized plain = new Normalizer()
                .normalize(1, new ProtobufDecoder().spans(message).items().get(0));

        SpanRedactor.Halves kept = redactor("0123456789abcdef").redact(plain.span(), plain.payload());

        assertThat(kept.span()).isEqualTo(plain.span());
        assertThat(kept.payload()).isEqualTo(plain.payload());
    }

    @Test
    void captureRules_decideByAttributeInOrder() throws Exception {
        PrivacyStore.Guard guard = new PrivacyStore.Guard(
                new Captures(List.of(
                        new Policy.Capture("tier", "secret", Policy.Extent.NONE),
                        new Policy.Capture("tier", null, Policy.Extent.METADATA))),
                null);
        Normalizer.Normalized call = call("a question");

        assertThat(guard.keep(call.span(), with(call.payload(), "tier", "secret")))
                .isNull();
        assertThat(guard.keep(call.span(), call.payload()).payload()).isEqualTo(call.payload());
        SpanPayload bare =
                guard.keep(call.span(), with(call.payload(), "tier", "gold")).payload();
        assertThat(bare.toString()).doesNotContain("a question");
        assertThat(bare.attributes()).containsEntry("gen_ai.request.model", "m").doesNotContainKey("tier");
    }

    private static SpanPayload with(SpanPayload payload, String name, Object value) {
        Map<String, Object> attributes = new java.util.LinkedHashMap<>(payload.attributes());
        attributes.put(name, value);
        return new SpanPayload(
                payload.dialect(),
                payload.content(),
                attributes,
                payload.resource(),
                payload.events(),
                payload.links(),
                payload.notes());
    }
}
