package dev.plumbline.evaluator.scoring.contract;

import dev.plumbline.evaluator.scoring.FormRule;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The marks that the place can show where the answer appears; any other would be seen as its characters. */
public final class MarkupRule implements FormRule {
    private static final String NONE = "none";

    private final Set<Mark> allowed;

    private MarkupRule(Set<Mark> allowed) {
        this.allowed = allowed;
    }

    /**
     * @param words names of marks, or the one word {@code none} for plain text
     * @throws IllegalArgumentException that names the word which is wrong
     */
    public static MarkupRule of(Collection<String> words) {
        Set<Mark> allowed = EnumSet.noneOf(Mark.class);
        if (!List.copyOf(words).equals(List.of(NONE))) {
            words.forEach(word -> allowed.add(Mark.of(word)));
        }
        return new MarkupRule(allowed);
    }

    @Override
    public Optional<String> fault(String answer) {
        Set<Mark> used = Mark.in(answer);
        used.removeAll(allowed);
        return used.isEmpty()
                ? Optional.empty()
                : Optional.of("markup that is not agreed: "
                        + used.stream().map(Mark::word).collect(Collectors.joining(", ")));
    }
}
