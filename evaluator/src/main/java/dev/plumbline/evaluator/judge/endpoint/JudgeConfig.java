package dev.plumbline.evaluator.judge.endpoint;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The LLM judge; without a URL and a model there is none, and no request has a job for it. */
@ConfigMapping(prefix = "plumbline.judge")
public interface JudgeConfig {

    /** What the endpoint speaks: {@code openai} (and what is compatible), {@code anthropic} or {@code ollama}. */
    @WithDefault("openai")
    Provider provider();

    /**
     * Base of the API, for example {@code http://127.0.0.1:8000/v1} (openai), {@code https://api.anthropic.com}, or
     * {@code http://127.0.0.1:11434} (ollama).
     */
    Optional<URI> url();

    /** Name of the model there; part of the scorer's name, since another model is another judge. */
    Optional<String> model();

    /** Sent as bearer token, to Anthropic as {@code x-api-key}, where it is set. */
    Optional<String> apiKey();

    /** How long one call may take, answer included. */
    @WithDefault("30s")
    Duration timeout();

    /** Most calls on one UTC day, over all replicas; what it cuts ends as not scored: budget. */
    @WithDefault("1000")
    int dailyCalls();

    /** Most tokens of one rubric in one project on one UTC day, what is in flight estimated; empty for no bound. */
    Optional<Long> dailyTokens();

    /** Most money of one rubric in one project on one UTC day, in the currency of the prices; empty for no bound. */
    Optional<Double> dailyMoney();

    /** Price of a million tokens that the judge reads. */
    @WithDefault("0")
    double priceIn();

    /** Price of a million tokens that the judge writes. */
    @WithDefault("0")
    double priceOut();

    /** How freely it answers; empty for models that refuse to be told. */
    @WithDefault("0")
    Optional<Double> temperature();

    /** How freely it answers where a rubric asks it several times: without any freedom it says the same each time. */
    @WithDefault("0.7")
    Optional<Double> repeatTemperature();

    /** Tokens of an answer that a call is reckoned with before it is made; Anthropic and Ollama are told twice as many. */
    @WithDefault("1000")
    int answerTokens();

    /** Calls at the same time, of each replica. */
    @WithDefault("2")
    int parallel();

    /**
     * How an OpenAI-compatible endpoint is told to answer in JSON: {@code json_schema}, {@code json_object}, or {@code none}.
     * The others have one way each.
     */
    @WithDefault("json_schema")
    Format responseFormat();

    /**
     * How long a request waits for a judge that is there: then it ends as not scored, since more requests come than the judge
     * can take, or as failed where it was tried.
     */
    @WithDefault("10m")
    Duration giveUpAfter();

    /** How long a request waits while the judge is away: then it ends as failed. */
    @WithDefault("30m")
    Duration waitWhileAway();

    /** Most characters of question, answer and passages together; the judge abstains from longer ones. */
    @WithDefault("40000")
    int maxChars();

    /** Each call as a trace. */
    Trace trace();

    /** Where calls of the judge are traced to; they hold no content. */
    interface Trace {

        /** Base of an OTLP/HTTP receiver, for example {@code http://127.0.0.1:4318}; without it no call is traced. */
        Optional<URI> endpoint();

        /** Ingest key of the project that they go to; project 1 without it. */
        Optional<String> key();
    }

    /** See {@link #provider}. */
    enum Provider {
        OPENAI,
        ANTHROPIC,
        OLLAMA
    }

    /** See {@link #responseFormat}. */
    enum Format {
        JSON_SCHEMA,
        JSON_OBJECT,
        NONE
    }

    /** Whether there is a judge. */
    default boolean isConfigured() {
        if (url().isPresent() != model().isPresent()) {
            throw new IllegalStateException(
                    "plumbline.judge." + (url().isPresent() ? "model" : "url") + " is missing: a judge needs both");
        }
        return url().isPresent();
    }
}
