package dev.plumbline.ingest.normalize.dialect;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The model parameters that change what a model answers, under the standard's names. */
public final class Parameters {
    private static final String[] BAGS = {
        "llm.invocation_parameters", "langfuse.observation.model.parameters", "mlflow.invocationParams"
    };

    /** One parameter: the attributes that say it, then its names inside a JSON of all parameters. */
    private record Source(String name, boolean numeric, String[] attributes, String[] names) {}

    private static final List<Source> SOURCES = List.of(
            number("temperature", "ai.settings.temperature"),
            number("top_p", "ai.settings.topP", "topP"),
            number("top_k", "ai.settings.topK", "topK"),
            number(
                    "max_tokens",
                    "ai.settings.maxOutputTokens",
                    "max_completion_tokens",
                    "max_output_tokens",
                    "maxOutputTokens",
                    "maxTokens"),
            number("frequency_penalty", "ai.settings.frequencyPenalty", "frequencyPenalty"),
            number("presence_penalty", "ai.settings.presencePenalty", "presencePenalty"),
            number("seed", "ai.settings.seed"),
            new Source(
                    "stop_sequences",
                    false,
                    new String[] {"gen_ai.request.stop_sequences", "ai.settings.stopSequences"},
                    new String[] {"stop_sequences", "stop", "stopSequences"}),
            new Source("output_type", false, new String[] {"gen_ai.output.type"}, new String[] {}));

    private Parameters() {}

    private static Source number(String name, String vercel, String... otherNames) {
        String[] names = new String[otherNames.length + 1];
        names[0] = name;
        System.arraycopy(otherNames, 0, names, 1, otherNames.length);
        String older = name.equals("max_tokens") ? "ai.settings.maxTokens" : vercel;
        return new Source(name, true, new String[] {"gen_ai.request." + name, vercel, older, "llm." + name}, names);
    }

    /** From attributes and, where the dialect has it, the JSON of all invocation parameters. */
    public static Map<String, Object> read(Attributes attributes) {
        Map<String, Object> bag = Json.map(attributes.first(BAGS));
        Map<String, Object> parameters = new TreeMap<>();
        for (Source source : SOURCES) {
            Object sent = attributes.first(source.attributes());
            put(parameters, source, sent != null ? sent : Json.either(bag, source.names()));
        }
        // Quarkus LangChain4j writes both as zero where neither was set.
        if (Long.valueOf(0).equals(parameters.get("top_p")) && Long.valueOf(0).equals(parameters.get("temperature"))) {
            parameters.remove("top_p");
            parameters.remove("temperature");
        }
        return parameters;
    }

    /** From the JSON of a provider's request. */
    static Map<String, Object> of(List<Map<String, Object>> bags) {
        Map<String, Object> parameters = new TreeMap<>();
        for (Map<String, Object> bag : bags) {
            for (Source source : SOURCES) {
                if (!parameters.containsKey(source.name())) {
                    put(parameters, source, Json.either(bag, source.names()));
                }
            }
        }
        return parameters;
    }

    private static void put(Map<String, Object> parameters, Source source, @Nullable Object sent) {
        Object value = source.numeric() ? plain(Json.number(sent)) : list(sent);
        // Minus one and an empty list are how some libraries write that nothing was asked for.
        boolean unset = source.name().equals("max_tokens") && value instanceof Long tokens && tokens < 0;
        if (value != null && !unset && Attributes.meaningful(value)) {
            parameters.put(source.name(), value);
        }
    }

    private static @Nullable Object list(@Nullable Object sent) {
        Object parsed = Json.parse(sent);
        return parsed instanceof Map<?, ?> ? null : parsed;
    }

    /** One number has one form: JSON knows no difference between 1 and 1.0. */
    private static @Nullable Object plain(@Nullable Double real) {
        if (real == null) {
            return null;
        }
        return real == Math.rint(real) && Math.abs(real) < 1e15 ? (Object) real.longValue() : (Object) real;
    }
}
