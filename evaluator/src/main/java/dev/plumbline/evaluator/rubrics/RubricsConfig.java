package dev.plumbline.evaluator.rubrics;

import io.smallrye.config.ConfigMapping;

import java.nio.file.Path;
import java.util.Optional;

/** Rubrics as files. */
@ConfigMapping(prefix = "plumbline.rubrics")
public interface RubricsConfig {

    /** Each {@code *.yaml} in it is written at start and judges; a file that has changed is a new version. */
    Optional<Path> folder();
}
