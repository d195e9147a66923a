package dev.plumbline.evaluator.work;

import dev.plumbline.evaluator.rubrics.RubricStore;
import dev.plumbline.evaluator.scoring.RubricScorer;
import dev.plumbline.evaluator.scoring.expression.Expression;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The expressions that people have written, as scorers of the features that they are for. Each is compiled once. */
final class Written {
    private final Supplier<List<RubricStore.Version>> inForce;
    private final Map<String, RubricScorer> compiled = new ConcurrentHashMap<>();

    Written(Supplier<List<RubricStore.Version>> inForce) {
        this.inForce = inForce;
    }

    List<RubricScorer> of(String feature) {
        return inForce.get().stream()
                .filter(one -> one.file().isFor(feature))
                .map(this::scorer)
                .toList();
    }

    /** A version is never changed, so its name is all that decides what it computes. */
    private RubricScorer scorer(RubricStore.Version version) {
        String name = version.file().name();
        return compiled.computeIfAbsent(
                "expression:" + name + "/" + version.version(),
                id -> new RubricScorer(
                        name, id, Expression.of(version.file().expression().orElseThrow())));
    }
}
