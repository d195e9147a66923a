package dev.plumbline.evaluator.judge;

import dev.plumbline.evaluator.jobs.JobEnd;
import dev.plumbline.evaluator.judge.VerdictReader.UnusableException;
import dev.plumbline.evaluator.judge.endpoint.ChatMessage;
import dev.plumbline.evaluator.judge.endpoint.JudgeClient;
import dev.plumbline.evaluator.judge.endpoint.JudgeConfig;
import dev.plumbline.evaluator.judge.endpoint.Reply;
import dev.plumbline.evaluator.scores.Score.Call;
import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.scoring.ScoringInput;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;

/** Asks the judge about one request: at most two calls, the second to repair an answer that could not be used. */
@Singleton
class Judge {
    private static final int NONCE_BYTES = 9;

    private final JudgeClient client;
    private final JudgeBudgetStore budget;
    private final JudgeConfig config;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final SecureRandom random = new SecureRandom();
    private final Rubric rubric = Rubric.helpful();

    Judge(JudgeClient client, JudgeBudgetStore budget, JudgeConfig config, Clock clock, MeterRegistry metrics) {
        this.client = client;
        this.budget = budget;
        this.config = config;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** What came of asking. */
    sealed interface Result {
        /** A verdict. */
        record Given(Finding finding, Call call) implements Result {}

        /** There will be none. */
        record Ended(JobEnd end) implements Result {}

        /** The judge is away for all requests. */
        record Away(String reason, @Nullable Duration retryAfter) implements Result {}

        /** This time there was none. */
        record Lost(String reason) implements Result {}

        /** The judge said something that cannot be used; never handed out. */
        record Unusable(Reply.Said said, String fault) implements Result {}
    }

    String rubric() {
        return rubric.name();
    }

    String scorer() {
        return rubric.scorer(model());
    }

    String digest(ScoringInput input) {
        return JudgePrompt.digest(rubric, model(), input);
    }

    Result ask(ScoringInput input) throws InterruptedException {
        List<ChatMessage> messages = JudgePrompt.messages(rubric, input, nonce(input));
        Result first = call(messages, input, null);
        if (!(first instanceof Result.Unusable unusable)) {
            return first;
        }
        Result second =
                call(JudgePrompt.repair(messages, unusable.said().content(), unusable.fault()), input, unusable.said());
        return second instanceof Result.Unusable again
                ? new Result.Ended(JobEnd.failed("judge unusable", again.fault()))
                : second;
    }

    private Result call(List<ChatMessage> messages, ScoringInput input, Reply.@Nullable Said before)
            throws InterruptedException {
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!budget.reserve(day, config.dailyCalls())) {
            return new Result.Ended(JobEnd.notScored("budget"));
        }
        Reply reply = client.ask(messages, JudgePrompt.schema(rubric));
        metrics.counter("plumbline.judge.calls", "reply", reply.getClass().getSimpleName())
                .increment();
        if (reply instanceof Reply.Away away) {
            budget.giveBack(day);
            return new Result.Away(away.reason(), away.retryAfter());
        }
        if (reply instanceof Reply.Lost lost) {
            return new Result.Lost(lost.reason());
        }
        if (reply instanceof Reply.Refused refused) {
            return new Result.Ended(JobEnd.failed("judge refuses", refused.reason()));
        }
        Reply.Said said = (Reply.Said) reply;
        budget.spent(day, said.tokensIn(), said.tokensOut());
        try {
            Finding finding = VerdictReader.read(said.content(), rubric, input);
            return new Result.Given(
                    finding,
                    new Call(
                            digest(input),
                            sum(said.tokensIn(), before == null ? null : before.tokensIn()),
                            sum(said.tokensOut(), before == null ? null : before.tokensOut())));
        } catch (UnusableException e) {
            return new Result.Unusable(said, String.valueOf(e.getMessage()));
        }
    }

    /** Not in the content, so that nothing in it can close its fence. */
    private String nonce(ScoringInput input) {
        byte[] bytes = new byte[NONCE_BYTES];
        String content = JudgePrompt.content(input);
        String nonce;
        do {
            random.nextBytes(bytes);
            nonce = HexFormat.of().formatHex(bytes);
        } while (content.contains(nonce));
        return nonce;
    }

    private String model() {
        return config.model().orElseThrow();
    }

    private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
        return one == null ? other : other == null ? one : Long.valueOf(one + other);
    }
}
