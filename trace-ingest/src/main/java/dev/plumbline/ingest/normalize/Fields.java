package dev.plumbline.ingest.normalize;

import dev.plumbline.contracts.trace.ModelCall;
import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.TokenUsage;
import dev.plumbline.ingest.decode.OtlpSpan;
import dev.plumbline.ingest.normalize.dialect.Attributes;
import dev.plumbline.ingest.normalize.dialect.Json;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The single-valued fields: for each the keys of all dialects in order of precedence. */
final class Fields {
    private static final Map<String, String> PROVIDER_ALIASES = Map.of(
            "az.ai.openai", "azure.ai.openai",
            "vertex_ai", "gcp.vertex_ai",
            "gemini", "gcp.gemini",
            "google_genai", "gcp.gemini",
            "xai", "x_ai",
            "bedrock_converse", "aws.bedrock",
            "amazon", "aws.bedrock",
            "mistralai", "mistral_ai",
            "google_vertexai", "gcp.vertex_ai");

    private Fields() {}

    static Origin origin(OtlpSpan span, Attributes attributes) {
        Attributes resource = new Attributes(span.scope().resource());
        String feature =
                either(attributes.text("plumbline.feature"), resource.text("plumbline.feature", "service.name"));
        return new Origin(
                feature == null ? "unknown_service" : feature,
                either(attributes.text(Sources.RELEASE), resource.text(Sources.RESOURCE_RELEASE)),
                either(attributes.text(Sources.ENVIRONMENT), resource.text(Sources.ENVIRONMENT)),
                attributes.text(Sources.SESSION),
                attributes.text(Sources.USER));
    }

    static ModelCall model(Attributes attributes) {
        String requested = requestedModel(attributes);
        String served = attributes.text(Sources.RESPONSE_MODEL);
        return new ModelCall(
                provider(attributes.text(Sources.PROVIDER)),
                requested,
                served == null ? requested : served,
                attributes.text(Sources.RESPONSE_ID),
                finishReasons(attributes.first(Sources.FINISH)),
                usage(attributes));
    }

    /** What was asked for stands in its own attribute or among the parameters, else the one attribute for both holds. */
    private static @Nullable String requestedModel(Attributes attributes) {
        String named = attributes.text(Sources.REQUEST_MODEL);
        return named != null ? named : attributes.text(Sources.MODEL_OF_EITHER_MEANING);
    }

    /**
     * Input includes what the cache gave and took. Senders that report it beside the input show more of it than input,
     * or a total that is larger by it.
     */
    private static TokenUsage usage(Attributes attributes) {
        Long input = attributes.count(Sources.INPUT_TOKENS);
        Long output = attributes.count(Sources.OUTPUT_TOKENS);
        Long total = attributes.count(Sources.TOTAL_TOKENS);
        Long read = attributes.count(Sources.CACHE_READ);
        Long write = attributes.count(Sources.CACHE_WRITE);
        long cached = (read == null ? 0 : read) + (write == null ? 0 : write);
        if (input != null && cached > 0) {
            long reported = input + (output == null ? 0 : output);
            boolean beside = total != null && output != null && total == reported + cached;
            if (cached > input || beside) {
                input += cached;
            }
        }
        if (output == null && input != null && total != null && total > input) {
            output = total - input;
        }
        return new TokenUsage(input, output, read, write, attributes.count(Sources.REASONING));
    }

    private static @Nullable String provider(@Nullable String sent) {
        if (sent == null) {
            return null;
        }
        String plain = sent.toLowerCase(Locale.ROOT).replaceFirst("\\.(chat|responses|completion)$", "");
        return PROVIDER_ALIASES.getOrDefault(plain, plain);
    }

    private static List<String> finishReasons(@Nullable Object sent) {
        Object parsed = Json.parse(sent);
        List<?> reasons = parsed instanceof List<?> list ? list : parsed == null ? List.of() : List.of(parsed);
        return reasons.stream()
                .map(reason -> String.valueOf(reason).toLowerCase(Locale.ROOT).replace('-', '_'))
                .map(reason -> reason.equals("tool_calls") ? "tool_call" : reason)
                .filter(reason -> !reason.isBlank())
                .toList();
    }

    private static @Nullable String either(@Nullable String first, @Nullable String second) {
        return first == null ? second : first;
    }
}
