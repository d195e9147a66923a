package dev.plumbline.evaluator.judge;

import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.jobs.JobEnd;
import dev.plumbline.evaluator.judge.VerdictReader.UnusableException;
import dev.plumbline.evaluator.judge.endpoint.ChatMessage;
import dev.plumbline.evaluator.judge.endpoint.JudgeClient;
import dev.plumbline.evaluator.judge.endpoint.JudgeConfig;
import dev.plumbline.evaluator.judge.endpoint.Question;
import dev.plumbline.evaluator.judge.endpoint.Reply;
import dev.plumbline.evaluator.judge.guard.InjectionSigns;
import dev.plumbline.evaluator.judge.trail.JudgeCall;
import dev.plumbline.evaluator.judge.trail.TrailClient;
import dev.plumbline.evaluator.rubrics.Rubric;
import dev.plumbline.evaluator.scores.Score.Call;
import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.scoring.ScoringInput;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Asks one judge about one request: at most two calls, the second to repair an answer that could not be used. */
@Singleton
public class Judge {
    static final String UNUSABLE = "judge unusable";
    static final String REFUSES = "judge refuses";

    private static final int NONCE_BYTES = 9;
    private static final int CHARS_PER_TOKEN = 3;
    private static final String UNKNOWN = "HTTP 404";

    private final JudgeClient client;
    private final JudgeBudgetStore budget;
    private final JudgeConfig config;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final TrailClient trail;
    private final SecureRandom random = new SecureRandom();

    Judge(
            JudgeClient client,
            JudgeBudgetStore budget,
            JudgeConfig config,
            Clock clock,
            MeterRegistry metrics,
            TrailClient trail) {
        this.client = client;
        this.budget = budget;
        this.config = config;
        this.clock = clock;
        this.metrics = metrics;
        this.trail = trail;
    }

    /** What is judged, and how the answer is read. */
    public interface Brief {
        Rubric rubric();

        /** All that comes from strangers. */
        String content();

        /** @param nonce a word that does not occur in the content */
        List<ChatMessage> messages(String nonce);

        /** @throws UnusableException when the judge's answer is none; the message says why */
        Finding read(String answer) throws UnusableException;
    }

    /** A request, or what of it the rubric is about. */
    record OfRequest(Rubric rubric, ScoringInput input) implements Brief {
        @Override
        public String content() {
            return JudgePrompt.content(input);
        }

        @Override
        public List<ChatMessage> messages(String nonce) {
            return JudgePrompt.messages(rubric, input, nonce);
        }

        @Override
        public Finding read(String answer) throws UnusableException {
            return InjectionSigns.bound(VerdictReader.read(answer, rubric, input), input);
        }
    }

    /** @param request that is judged; its project pays */
    public record Asked(RequestRef request, Brief brief, Voter voter) {
        /** Of all that decides the verdict, 64 hex digits. */
        public String digest() {
            return JudgePrompt.digest(brief.rubric(), voter.name(), brief.content());
        }

        private Rubric rubric() {
            return brief.rubric();
        }
    }

    /**
     * Who is asked.
     *
     * @param number of the asking, from 1; 0 where it is asked once
     */
    public record Voter(String model, int number) {
        /** What its verdicts are kept by. */
        String name() {
            return number == 0 ? model : model + "#" + number;
        }
    }

    /** What came of asking. */
    public sealed interface Result {
        /**
         * A verdict.
         *
         * @param asked whether a judge was asked; without, it was known
         */
        record Given(Finding finding, Call call, boolean asked) implements Result {}

        /** There will be none. */
        record Ended(JobEnd end) implements Result {
            /** Whether it is nothing that this judge said of this content. */
            boolean isForAll() {
                return end.state() == JobEnd.State.NOT_SCORED;
            }
        }

        /** The judge is away for all requests. */
        record Away(String reason, @Nullable Duration retryAfter) implements Result {}

        /** This time there was none. */
        record Lost(String reason) implements Result {}

        /** The judge said something that cannot be used; never handed out. */
        record Unusable(Reply.Said said, String fault) implements Result {}
    }

    /** @throws InterruptedException when the service stops */
    public Result ask(Asked asked) throws InterruptedException {
        List<ChatMessage> messages = asked.brief().messages(nonce(asked.brief().content()));
        Result first = call(messages, asked, null);
        if (!(first instanceof Result.Unusable unusable)) {
            return first;
        }
        Result second =
                call(JudgePrompt.repair(messages, unusable.said().content(), unusable.fault()), asked, unusable.said());
        return second instanceof Result.Unusable again
                ? new Result.Ended(JobEnd.failed(UNUSABLE, again.fault()))
                : second;
    }

    private Result call(List<ChatMessage> messages, Asked asked, Reply.@Nullable Said before)
            throws InterruptedException {
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Rubric rubric = asked.rubric();
        JudgeBudgetStore.Account account =
                new JudgeBudgetStore.Account(day, asked.request().projectId(), rubric.name());
        JudgeBudgetStore.Cost estimate = cost(
                messages.stream()
                                .mapToLong(message -> message.content().length())
                                .sum()
                        / CHARS_PER_TOKEN,
                config.answerTokens());
        if (!budget.reserve(account, estimate)) {
            return new Result.Ended(JobEnd.notScored("budget"));
        }
        Instant began = clock.instant();
        Reply reply = client.ask(
                new Question(asked.voter().model(), temperature(asked.voter()), messages, JudgePrompt.schema(rubric)));
        metrics.counter("plumbline.judge.calls", "reply", reply.getClass().getSimpleName())
                .increment();
        Result result = result(reply, asked, new Reserved(account, estimate), before);
        trail.add(traced(asked, began, reply, result));
        return result;
    }

    private record Reserved(JudgeBudgetStore.Account account, JudgeBudgetStore.Cost estimate) {}

    private Result result(Reply reply, Asked asked, Reserved reserved, Reply.@Nullable Said before) {
        if (reply instanceof Reply.Away away) {
            budget.giveBack(reserved.account(), reserved.estimate());
            if (away.reason().startsWith(UNKNOWN)
                    && !config.model().equals(Optional.of(asked.voter().model()))) {
                // A panel that names a model which is not there must not stop all judging.
                return new Result.Ended(JobEnd.failed(REFUSES, "no such model"));
            }
            return new Result.Away(away.reason(), away.retryAfter());
        }
        if (reply instanceof Reply.Lost lost) {
            return new Result.Lost(lost.reason());
        }
        if (reply instanceof Reply.Refused refused) {
            return new Result.Ended(JobEnd.failed(REFUSES, refused.reason()));
        }
        Reply.Said said = (Reply.Said) reply;
        budget.spent(
                reserved.account(),
                reserved.estimate(),
                said.tokensIn(),
                said.tokensOut(),
                actual(said, reserved.estimate()));
        try {
            Finding finding = asked.brief().read(said.content());
            return new Result.Given(
                    finding,
                    new Call(
                            asked.digest(),
                            sum(said.tokensIn(), before == null ? null : before.tokensIn()),
                            sum(said.tokensOut(), before == null ? null : before.tokensOut()),
                            null),
                    true);
        } catch (UnusableException e) {
            return new Result.Unusable(said, String.valueOf(e.getMessage()));
        }
    }

    private JudgeCall traced(Asked asked, Instant began, Reply reply, Result result) {
        Reply.Said said = reply instanceof Reply.Said one ? one : null;
        Voter voter = asked.voter();
        Rubric rubric = asked.rubric();
        return new JudgeCall(
                asked.request(),
                new JudgeCall.By(
                        config.provider().name().toLowerCase(Locale.ROOT),
                        voter.model(),
                        temperature(voter),
                        new JudgeCall.Applied(rubric.name(), rubric.version(), voter.number())),
                new JudgeCall.Said(
                        reply.fault().orElse(result instanceof Result.Unusable ? "unusable verdict" : null),
                        result instanceof Result.Given given
                                ? given.finding().label().wire()
                                : null,
                        said == null ? null : said.tokensIn(),
                        said == null ? null : said.tokensOut()),
                began,
                clock.instant());
    }

    /** Not in the content, so that nothing in it can close its fence. */
    private String nonce(String content) {
        byte[] bytes = new byte[NONCE_BYTES];
        String nonce;
        do {
            random.nextBytes(bytes);
            nonce = HexFormat.of().formatHex(bytes);
        } while (content.contains(nonce));
        return nonce;
    }

    /** Where the endpoint does not count, what was reckoned stands. */
    private JudgeBudgetStore.Cost actual(Reply.Said said, JudgeBudgetStore.Cost estimate) {
        Long in = said.tokensIn();
        Long out = said.tokensOut();
        return in == null || out == null ? estimate : cost(in, out);
    }

    private JudgeBudgetStore.Cost cost(long tokensIn, long tokensOut) {
        // A price is of a million tokens, and micros are millionths: the two cancel.
        double micros = tokensIn * config.priceIn() + tokensOut * config.priceOut();
        return new JudgeBudgetStore.Cost(tokensIn + tokensOut, (long) Math.ceil(micros));
    }

    private @Nullable Double temperature(Voter voter) {
        return (voter.number() == 0 ? config.temperature() : config.repeatTemperature()).orElse(null);
    }

    private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
        return one == null ? other : other == null ? one : Long.valueOf(one + other);
    }
}
