package dev.plumbline.evaluator.scoring.contract;

import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.scoring.FormRule;
import dev.plumbline.evaluator.scoring.Scorer;
import dev.plumbline.evaluator.scoring.ScoringInput;
import dev.plumbline.evaluator.scoring.ScoringInput.Form;
import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Function;

/**
 * Whether the answer keeps one agreement of its feature. Abstains where none is made, and where there is no answer,
 * which is {@code answer_present}'s to judge.
 */
public final class FormContract implements Scorer {
    private final Function<Form, @Nullable FormRule> which;
    private final String name;

    /** @param name what is agreed, in words: {@code JSON Schema} */
    public FormContract(Function<Form, @Nullable FormRule> which, String name) {
        this.which = which;
        this.name = name;
    }

    @Override
    public Finding score(ScoringInput input) {
        FormRule rule = which.apply(input.contract().form());
        if (rule == null) {
            return Finding.abstain("no " + name + " is agreed for this feature");
        }
        if (input.answer().text().isBlank()) {
            return Finding.abstain("there is no answer to read");
        }
        Optional<String> fault = rule.fault(input.answer().text());
        return fault.map(why -> Finding.fail(0, why))
                .orElseGet(() -> Finding.pass(1, "as the " + name + " of this feature asks"));
    }
}
