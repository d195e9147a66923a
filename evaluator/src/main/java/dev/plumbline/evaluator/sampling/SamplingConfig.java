package dev.plumbline.evaluator.sampling;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.util.Map;

/** Which requests the judge sees. Deterministic scorers see all. */
@ConfigMapping(prefix = "plumbline.sampling")
public interface SamplingConfig {

    /** Of the rates below; raise it with every change, since it is stored with each score. */
    @WithDefault("1")
    int policyVersion();

    /** Mixed into the draw; a secret one keeps senders from choosing trace ids that are never judged. */
    @WithDefault("plumbline")
    String salt();

    /** Share of requests that the judge scores, 0 to 1. */
    @WithDefault("0.1")
    double rate();

    /** Share by feature, where it differs: {@code plumbline.sampling.rates."support-assistant"=0.5}. */
    Map<String, Double> rates();

    /** Whether requests that ended in an error are judged even when the draw passed them over. */
    @WithDefault("true")
    boolean errorsAlways();

    default SamplingPolicy policy() {
        return new SamplingPolicy(policyVersion(), salt(), rate(), rates(), errorsAlways());
    }
}
