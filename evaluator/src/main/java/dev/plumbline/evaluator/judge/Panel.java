package dev.plumbline.evaluator.judge;

import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.judge.Judge.Result;
import dev.plumbline.evaluator.judge.Judge.Voter;
import dev.plumbline.evaluator.judge.endpoint.JudgeConfig;
import dev.plumbline.evaluator.rubrics.Rubric;
import dev.plumbline.evaluator.scores.Score.Call;
import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.scoring.ScoringInput;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks each model that a rubric names, as often as it wants; the majority decides. Each vote is kept under its own digest
 * as soon as it is paid for, so that whatever interrupts the asking, no vote is bought twice.
 */
@Singleton
public class Panel {
    private final Judge judge;
    private final VerdictStore verdicts;
    private final JudgeConfig config;

    Panel(Judge judge, VerdictStore verdicts, JudgeConfig config) {
        this.judge = judge;
        this.verdicts = verdicts;
        this.config = config;
    }

    /** {@code name/version} of who applies the rubric: another model, another panel or another number is another judge. */
    public String scorer(Rubric rubric) {
        return rubric.scorer(config.model().orElseThrow());
    }

    /** Of all that decides the verdict, 64 hex digits. */
    public String digest(Rubric rubric, ScoringInput input) {
        String name = rubric.panel().name(config.model().orElseThrow());
        return JudgePrompt.digest(rubric, name, JudgePrompt.seen(rubric, input));
    }

    /**
     * @param request that is judged; its project pays
     * @throws InterruptedException when the service stops
     */
    public Result ask(RequestRef request, Rubric rubric, ScoringInput input) throws InterruptedException {
        Votes votes = new Votes();
        ScoringInput seen = JudgePrompt.seen(rubric, input);
        for (Voter voter : voters(rubric)) {
            String digest = JudgePrompt.digest(rubric, voter.name(), seen);
            Optional<Finding> known = verdicts.find(digest);
            if (known.isPresent()) {
                votes.add(known.get(), new Call(digest, 0L, 0L, null), false);
                continue;
            }
            Result result = judge.ask(new Judge.Asked(request, new Judge.OfRequest(rubric, seen), voter));
            if (result instanceof Result.Given given) {
                verdicts.add(given.call().digest(), given.finding());
                votes.add(given.finding(), given.call(), true);
            } else if (result instanceof Result.Ended ended && !ended.isForAll()) {
                votes.withhold(ended);
            } else {
                return result;
            }
        }
        return votes.result(digest(rubric, input));
    }

    private List<Voter> voters(Rubric rubric) {
        List<String> models = rubric.panel().models(config.model().orElseThrow());
        int repeats = rubric.panel().repeats();
        List<Voter> voters = new ArrayList<>();
        for (String model : models) {
            for (int number = 1; number <= repeats; number++) {
                voters.add(new Voter(model, repeats == 1 ? 0 : number));
            }
        }
        return voters;
    }

    /** What has been said so far. A judge without a usable verdict counts as one who abstains, and is not remembered. */
    private static final class Votes {
        private final List<Finding> findings = new ArrayList<>();
        private final List<Call> calls = new ArrayList<>();
        private Result.@Nullable Ended withheld;
        private int given;
        private boolean asked;

        void add(Finding finding, Call call, boolean wasAsked) {
            findings.add(finding);
            calls.add(call);
            given++;
            asked |= wasAsked;
        }

        void withhold(Result.Ended ended) {
            findings.add(Finding.abstain("no usable verdict: " + ended.end().reason()));
            withheld = ended;
            asked = true;
        }

        Result result(String digest) {
            Result.Ended none = withheld;
            if (given == 0 && none != null) {
                return none;
            }
            if (findings.size() == 1) {
                return new Result.Given(findings.get(0), calls.get(0), asked);
            }
            Call sum = new Call(
                    digest,
                    calls.stream().map(Call::tokensIn).reduce(0L, Votes::sum),
                    calls.stream().map(Call::tokensOut).reduce(0L, Votes::sum),
                    Ballot.agreement(findings));
            return new Result.Given(Ballot.decide(findings), sum, asked);
        }

        /** Unknown when one of them is. */
        private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
            return one == null || other == null ? null : Long.valueOf(one + other);
        }
    }
}
