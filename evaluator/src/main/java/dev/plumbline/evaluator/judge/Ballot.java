package dev.plumbline.evaluator.judge;

import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.scoring.Label;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Several verdicts on one request to one finding: what more than half of them say. Where no label has more than half there
 * is no verdict, an abstention: a tie broken by a rule would be the rule's opinion.
 */
final class Ballot {
    private Ballot() {}

    /** @param votes at least one */
    static Finding decide(List<Finding> votes) {
        Label most = most(votes);
        List<Finding> majority =
                votes.stream().filter(vote -> vote.label() == most).toList();
        String count = Arrays.stream(Label.values())
                .filter(label -> count(votes, label) > 0)
                .map(label -> count(votes, label) + " " + label.wire())
                .collect(Collectors.joining(", "));
        if (2 * majority.size() <= votes.size()) {
            return Finding.abstain("the judges disagree: " + count);
        }
        String explanation = count + "; " + majority.get(0).explanation();
        double value = majority.stream()
                .mapToDouble(vote -> vote.value() == null ? 0 : vote.value())
                .average()
                .orElse(0);
        return switch (most) {
            case PASS -> Finding.pass(value, explanation);
            case FAIL -> Finding.fail(value, explanation);
            case ABSTAIN -> Finding.abstain(explanation);
        };
    }

    /** The share of the votes that say what most of them say. */
    static double agreement(List<Finding> votes) {
        return (double) count(votes, most(votes)) / votes.size();
    }

    private static Label most(List<Finding> votes) {
        return Arrays.stream(Label.values())
                .max(Comparator.comparingLong(label -> count(votes, label)))
                .orElseThrow();
    }

    private static long count(List<Finding> votes, Label label) {
        return votes.stream().filter(vote -> vote.label() == label).count();
    }
}
