package dev.plumbline.ingest.normalize.dialect;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The model parameters that change what a model answers, under the standard's names. */
final class Parameters {
    private static final Map<String, List<String>> SOURCES = Map.of(
            "temperature", List.of("gen_ai.request.temperature", "ai.settings.temperature", "temperature"),
            "top_p", List.of("gen_ai.request.top_p", "ai.settings.topP", "top_p"),
            "top_k", List.of("gen_ai.request.top_k", "ai.settings.topK", "top_k"),
            "max_tokens",
                    List.of(
                            "gen_ai.request.max_tokens",
                            "ai.settings.maxOutputTokens",
                            "ai.settings.maxTokens",
                            "max_tokens",
                            "max_completion_tokens",
                            "max_output_tokens"),
            "frequency_penalty",
                    List.of("gen_ai.request.frequency_penalty", "ai.settings.frequencyPenalty", "frequency_penalty"),
            "presence_penalty",
                    List.of("gen_ai.request.presence_penalty", "ai.settings.presencePenalty", "presence_penalty"),
            "stop_sequences",
                    List.of("gen_ai.request.stop_sequences", "ai.settings.stopSequences", "stop_sequences", "stop"),
            "seed", List.of("gen_ai.request.seed", "ai.settings.seed", "seed"),
            "output_type", List.of("gen_ai.output.type"));

    private Parameters() {}

    /** From attributes and, where the dialect has it, the JSON of all invocation parameters. */
    static Map<String, Object> read(Attributes attributes) {
        Map<String, Object> all = new LinkedHashMap<>(Json.map(attributes.first("llm.invocation_parameters")));
        all.putAll(attributes.raw());
        Attributes sources = new Attributes(all);
        Map<String, Object> parameters = new TreeMap<>();
        SOURCES.forEach((name, keys) -> {
            Object value = plain(sources.first(keys.toArray(String[]::new)));
            if (value != null) {
                parameters.put(name, value);
            }
        });
        return parameters;
    }

    /** One number has one form: JSON knows no difference between 1 and 1.0. */
    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Number number) {
            double real = number.doubleValue();
            return real == Math.rint(real) && Math.abs(real) < 1e15 ? (Object) (long) real : (Object) real;
        }
        return value;
    }
}
