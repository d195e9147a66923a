package dev.plumbline.evaluator.work;

import dev.plumbline.evaluator.scoring.FormRule;
import dev.plumbline.evaluator.scoring.ScoringInput.Form;
import dev.plumbline.evaluator.scoring.ScoringInput.OutputContract;
import dev.plumbline.evaluator.scoring.contract.MarkupRule;
import dev.plumbline.evaluator.scoring.contract.PatternRule;
import dev.plumbline.evaluator.scoring.contract.SchemaRule;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What is agreed of answers by feature, read once: a setting that cannot be used ends the start with its name. */
final class Contracts {
    private static final String PREFIX = "plumbline.scoring.contracts.";

    private final Map<String, OutputContract> byFeature = new HashMap<>();
    private final OutputContract usual;

    /** @param files text of a file by its name; throws what it likes where there is none */
    Contracts(ScoringConfig config, Function<String, String> files) {
        this.usual = new OutputContract(null, config.maxChars().orElse(null), false);
        config.contracts().forEach((feature, contract) -> byFeature.put(feature, agreed(feature, contract, files)));
    }

    OutputContract of(String feature) {
        return byFeature.getOrDefault(feature, usual);
    }

    /** Whether any feature has such an agreement. */
    boolean any(Function<Form, @Nullable FormRule> which) {
        return byFeature.values().stream().anyMatch(contract -> which.apply(contract.form()) != null);
    }

    private static OutputContract agreed(
            String feature, ScoringConfig.Contract contract, Function<String, String> files) {
        String prefix = PREFIX + '"' + feature + "\".";
        Integer min = contract.minChars().orElse(null);
        Integer max = contract.maxChars().orElse(null);
        if (min != null && max != null && min > max) {
            throw new IllegalArgumentException(prefix + "min-chars is " + min + ", more than max-chars, " + max);
        }
        FormRule schema = rule(prefix + "schema", contract.schema(), file -> SchemaRule.of(text(file, files)));
        return new OutputContract(
                min,
                max,
                contract.json() || schema != null,
                new Form(
                        schema,
                        rule(prefix + "pattern", contract.pattern(), PatternRule::of),
                        rule(prefix + "markup", contract.markup(), MarkupRule::of)));
    }

    private static String text(String file, Function<String, String> files) {
        try {
            return files.apply(file);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("names a file that cannot be read: " + file, e);
        }
    }

    private static <T> @Nullable FormRule rule(String name, Optional<T> setting, Function<T, FormRule> make) {
        if (setting.isEmpty()) {
            return null;
        }
        try {
            return make.apply(setting.get());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " " + e.getMessage(), e);
        }
    }
}
