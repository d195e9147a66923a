package dev.plumbline.evaluator.judge.pair;

import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.judge.Judge;
import dev.plumbline.evaluator.judge.VerdictStore;
import dev.plumbline.evaluator.judge.endpoint.JudgeConfig;
import dev.plumbline.evaluator.rubrics.Rubric;
import dev.plumbline.evaluator.scores.Score.Call;
import dev.plumbline.evaluator.scoring.Finding;
import jakarta.inject.Singleton;

import java.util.Optional;

/** The configured model on one order of a pair; what it said of the same contents before is not paid for again. */
@Singleton
class Asking {
    private final Judge judge;
    private final VerdictStore verdicts;
    private final JudgeConfig config;

    Asking(Judge judge, VerdictStore verdicts, JudgeConfig config) {
        this.judge = judge;
        this.verdicts = verdicts;
        this.config = config;
    }

    /** {@code name/version} of who applies the rubric. */
    String scorer(Rubric rubric) {
        return rubric.scorer(config.model().orElseThrow());
    }

    /** @param shownFirst whose answer stands first; its project pays, and the call's trace links to it */
    Judge.Result ask(RequestRef shownFirst, PairBrief brief) throws InterruptedException {
        Judge.Asked asked = new Judge.Asked(
                shownFirst, brief, new Judge.Voter(config.model().orElseThrow(), 0));
        Optional<Finding> known = verdicts.find(asked.digest());
        if (known.isPresent()) {
            return new Judge.Result.Given(known.get(), new Call(asked.digest(), 0L, 0L, null), false);
        }
        Judge.Result result = judge.ask(asked);
        if (result instanceof Judge.Result.Given given) {
            verdicts.add(asked.digest(), given.finding());
        }
        return result;
    }
}
