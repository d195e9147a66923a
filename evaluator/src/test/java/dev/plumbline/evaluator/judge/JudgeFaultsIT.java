package dev.plumbline.evaluator.judge;

import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.fixture.Asked;
import dev.plumbline.evaluator.fixture.Database;
import dev.plumbline.evaluator.fixture.ManyWorkers;
import dev.plumbline.evaluator.fixture.MutableClock;
import dev.plumbline.evaluator.jobs.JobStore;
import dev.plumbline.evaluator.judge.endpoint.JudgeServer;
import dev.plumbline.evaluator.judge.endpoint.JudgeServer.Answer;
import dev.plumbline.evaluator.work.WorkLoop;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Rows 17 to 19 and 26 of the failure matrix, and what holds under fifty workers: a judge on loopback that speaks the real
 * protocol and misbehaves on purpose. Whatever it does, each job ends, and no fault of the judge is a score.
 */
@QuarkusTest
@TestProfile(ManyWorkers.class)
class JudgeFaultsIT {
    private static final int WORKERS = 50;
    private static final String QUOTE = "valid on buses";

    @Inject
    JudgeCycle cycle;

    @Inject
    JobStore jobs;

    @Inject
    DataSource source;

    @Inject
    MutableClock clock;

    JudgeServer judge;

    private final Database database = new Database();
    private volatile @Nullable WorkLoop loop;

    @BeforeEach
    void reset() throws InterruptedException {
        database.empty();
        Instant noon = clock.instant()
                .atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .plusDays(1)
                .with(LocalTime.NOON)
                .toInstant();
        clock.advance(Duration.between(clock.instant(), noon));
        judge.behave(call -> Answer.verdict("pass", "clear", QUOTE));
        request(0);
        work();
        database.empty();
        judge.asked().clear();
    }

    @Test
    void row17_judgeThatHangs_holdsAWorker_notTheOthersAndNotTheirScores() throws Exception {
        // given: one request in four hangs for longer than a call may take
        List<RequestRef> requests = requests(12);
        CountDownLatch released = new CountDownLatch(1);
        judge.behave(call -> {
            if (call.lastMessage().contains("Line 3.")) {
                released.await();
            }
            return Answer.verdict("pass", "clear", QUOTE);
        });

        // when
        try (WorkLoop workers = new WorkLoop("judge-test", 2, Duration.ofMillis(20), cycle::run)) {
            await().atMost(60, SECONDS).until(() -> ended(requests) == 11);

            // then: the one has no score, and is still held
            assertThat(database.end(requests.get(3), "judge")).isEqualTo("open");
            assertThat(database.count("eval.score")).isEqualTo(11);
            released.countDown();
        }
    }

    @Test
    void row18_resetConnection_costsNoAttempt_andIsOverWithTheFirstAnswer() throws Exception {
        List<RequestRef> requests = requests(3);
        judge.behave(call -> Answer.reset());
        for (int i = 0; i < 3; i++) {
            cycle.run();
        }

        assertThat(judge.asked()).hasSize(1);
        assertThat(database.rows("SELECT DISTINCT state, attempts FROM eval.job"))
                .containsExactly(Map.of("state", "open", "attempts", 0));

        judge.behave(call -> Answer.verdict("pass", "clear", QUOTE));
        clock.advance(Duration.ofSeconds(5));
        work();
        assertThat(ended(requests)).isEqualTo(3);
        assertThat(database.rows("SELECT calls FROM eval.judge_day")).containsExactly(Map.of("calls", 3));
    }

    @Test
    void row18_manyWorkers_makeNoCallWithinRetryAfter() throws Exception {
        // given: all ask at once and are refused
        requests(25);
        judge.behave(call -> Answer.of(429, "{}", "Retry-After", "120"));
        work();
        int refused = judge.asked().size();

        // when
        for (int second = 0; second < 119; second += 17) {
            work();
            clock.advance(Duration.ofSeconds(17));
        }

        // then
        assertThat(refused).isBetween(1, 25);
        assertThat(judge.asked()).hasSize(refused);
        judge.behave(call -> Answer.verdict("pass", "clear", QUOTE));
        clock.advance(Duration.ofSeconds(1));
        work();
        assertThat(database.rows("SELECT DISTINCT state FROM eval.job")).containsExactly(Map.of("state", "scored"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It passes, I would say.",
                "{\"verdict\": \"great\", \"criterion\": \"clear\", \"evidence\": [\"valid on buses\"]}",
                "{\"verdict\": \"11\", \"criterion\": \"clear\", \"evidence\": [\"valid on buses\"]}",
                "{\"verdict\": 11, \"score\": \"11/10\"}",
                "{\"verdict\": \"pass\", \"criterion\": \"style\", \"evidence\": [\"valid on buses\"]}",
                "{\"verdict\": \"pass\", \"criterion\": \"clear\", \"evidence\": [\"valid on trams and on ships\"]}",
                "{\"verdict\": \"pass\"",
                "[[[[[[[[",
                "",
                "\u0000"
            })
    void row19_whatCannotBeUsed_isRepairedOnce_thenExcludedAndCounted(String said) throws Exception {
        RequestRef request = request(1);
        judge.behave(call -> Answer.said(said));

        cycle.run();

        assertThat(database.end(request, "judge")).isEqualTo("failed: judge unusable");
        assertThat(judge.asked()).hasSize(2);
        assertThat(database.scores(request)).isEmpty();
        assertThat(database.count("eval.outbox")).isZero();
    }

    @Test
    void row19_bodyOfTenMegabytes_endsTheJob_andIsNoScore() throws Exception {
        RequestRef request = request(1);
        judge.behave(call -> Answer.said("x".repeat(10 << 20)));

        for (int minute = 0; minute < 12; minute++) {
            work();
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(database.end(request, "judge")).startsWith("failed: ");
        assertThat(database.rows("SELECT end_detail FROM eval.job").get(0).get("end_detail"))
                .asString()
                .isNotEmpty();
        assertThat(judge.asked()).hasSizeLessThanOrEqualTo(5);
        assertThat(database.scores(request)).isEmpty();
    }

    @Test
    void tenMinutesWithoutTheJudge_costNoRequest_andNoVerdictIsMadeOfThem() throws Exception {
        // given: requests come all the time, those at the beginning wait for all of it
        judge.behave(call -> Answer.of(503, "{}"));
        List<RequestRef> requests = new ArrayList<>(requests(5));
        for (int minute = 0; minute < 10; minute++) {
            cycle.run();
            clock.advance(Duration.ofMinutes(1));
            requests.addAll(requests(2));
        }
        int probes = judge.asked().size();
        assertThat(probes).isBetween(5, 12);
        assertThat(database.count("eval.score")).isZero();

        // when: it is back, and the longest wait is over; what has waited too long is looked for every ten seconds
        judge.behave(call -> Answer.verdict("pass", "clear", QUOTE));
        clock.advance(Duration.ofMinutes(1));
        cycle.run();
        clock.advance(Duration.ofSeconds(11));
        cycle.run();
        work();

        // then
        assertThat(requests.stream().map(one -> database.end(one, "judge")))
                .hasSize(25)
                .containsOnly("scored");
        assertThat(database.rows("SELECT label, count(*) AS n FROM eval.score GROUP BY 1"))
                .containsExactly(Map.of("label", "pass", "n", 25L));
        assertThat(judge.asked()).hasSize(probes + 25);
    }

    @Test
    void judgeThatComesBack_isAskedByOneBeforeByAll() throws Exception {
        // given: it is away, and the wait is over
        List<RequestRef> requests = requests(10);
        judge.behave(call -> Answer.of(503, "{}"));
        cycle.run();
        judge.asked().clear();
        clock.advance(Duration.ofSeconds(5));
        CountDownLatch released = new CountDownLatch(1);
        judge.behave(call -> {
            released.await();
            return Answer.verdict("pass", "clear", QUOTE);
        });

        // when: many would ask
        try (WorkLoop workers = new WorkLoop("judge-test", WORKERS, Duration.ofMillis(5), cycle::run)) {
            await().atMost(60, SECONDS).until(() -> judge.asked().size() == 1);
            for (int i = 0; i < 20; i++) {
                cycle.run();
            }
            assertThat(judge.asked()).hasSize(1);
            released.countDown();

            // then
            await().atMost(60, SECONDS).until(() -> ended(requests) == 10);
        }
    }

    @Test
    void row26_whatTheJudgeCannotTake_isSampledOutOldestFirst_andCounted() throws Exception {
        // given: more than there is time for
        requests(200);
        clock.advance(Duration.ofMinutes(9));
        List<RequestRef> young = requests(20);
        for (int i = 0; i < 7; i++) {
            cycle.run();
        }

        // when: the first ones have waited for too long, with a judge that is there
        clock.advance(Duration.ofMinutes(1).plusSeconds(1));
        cycle.run();

        // then: they make room, the young ones do not
        assertThat(database.rows("SELECT state, end_reason, count(*) AS n FROM eval.job GROUP BY 1, 2"
                        + " HAVING state = 'not_scored'"))
                .containsExactly(Map.of("state", "not_scored", "end_reason", "judge backlog", "n", 193L));
        work();
        assertThat(young)
                .allSatisfy(one -> assertThat(database.end(one, "judge")).isEqualTo("scored"));
    }

    @Test
    void noJob_isPendingOverTenMinutes_whileAJudgeIsUp() throws Exception {
        // given: for an hour, three times as much as one worker is let to do, and one call in five is lost
        AtomicInteger calls = new AtomicInteger();
        judge.behave(call ->
                calls.incrementAndGet() % 5 == 0 ? Answer.of(200, "<html>") : Answer.verdict("pass", "clear", QUOTE));
        for (int minute = 0; minute < 60; minute++) {
            requests(3);
            cycle.run();
            clock.advance(Duration.ofMinutes(1));

            // then
            assertThat(oldestOpen()).isLessThanOrEqualTo(Duration.ofMinutes(11));
        }
        clock.advance(Duration.ofMinutes(11));
        cycle.run();
        assertThat(database.rows("SELECT count(*) AS n FROM eval.job WHERE state = 'open'"))
                .containsExactly(Map.of("n", 0L));
        assertThat(database.rows("SELECT DISTINCT end_reason FROM eval.job WHERE state = 'not_scored'"))
                .containsExactly(Map.of("end_reason", "judge backlog"));
    }

    @Test
    void fiftyWorkers_neverMakeOneCallTooMany() throws Exception {
        List<RequestRef> requests = requests(100);

        work();

        assertThat(judge.asked()).hasSize(60);
        assertThat(requests.stream().map(one -> database.end(one, "judge")))
                .containsOnly("scored", "not_scored: budget")
                .hasSize(100);
        assertThat(database.rows("SELECT calls FROM eval.judge_day")).containsExactly(Map.of("calls", 60));
    }

    @Test
    void fiftyWorkers_exceedTheTokensByNoMoreThanTheCallsInFlightWereReckonedTooLow() throws Exception {
        // given: each call uses twice what it is reckoned with
        requests(100);
        AtomicInteger answered = new AtomicInteger();
        AtomicInteger afterTheCap = new AtomicInteger();
        judge.behave(call -> {
            if (answered.getAndIncrement() * 4_000 >= 60_000) {
                afterTheCap.incrementAndGet();
            }
            return Answer.said(verdict(), 3_500, 500);
        });

        // when
        work();

        // then
        assertThat((Long) database.rows("SELECT sum(tokens)::bigint AS n FROM eval.judge_spend")
                        .get(0)
                        .get("n"))
                .isBetween(56_000L, 60_000L + WORKERS * 4_000L);
        assertThat(afterTheCap.get()).isLessThanOrEqualTo(WORKERS);
        assertThat(database.rows("SELECT count(*) AS n FROM eval.job WHERE state = 'open'"))
                .containsExactly(Map.of("n", 0L));
    }

    /** Fifty threads, until no job is due. */
    private void work() throws InterruptedException {
        AtomicInteger idle = new AtomicInteger();
        try (WorkLoop workers = new WorkLoop("judge-test", WORKERS, Duration.ofMillis(50), () -> {
            boolean more = cycle.run(this::wakeOne);
            idle.updateAndGet(rounds -> more ? 0 : rounds + 1);
            return more;
        })) {
            loop = workers;
            await().atMost(120, SECONDS).until(() -> idle.get() > 2 && nobodyIsAtWork());
        }
    }

    private void wakeOne() {
        WorkLoop running = loop;
        if (running != null) {
            running.wakeOne();
        }
    }

    private boolean nobodyIsAtWork() {
        return database.rows("SELECT FROM eval.job WHERE state = 'open' AND lease_until IS NOT NULL")
                .isEmpty();
    }

    private Duration oldestOpen() {
        List<Map<String, Object>> oldest = database.rows(
                "SELECT coalesce(extract(epoch FROM ?::timestamptz - min(opened_at))::bigint, 0) AS s FROM eval.job"
                        + " WHERE state = 'open'",
                clock.instant().atOffset(ZoneOffset.UTC));
        return Duration.ofSeconds((Long) oldest.get(0).get("s"));
    }

    private long ended(List<RequestRef> requests) {
        return requests.stream()
                .filter(one -> !database.end(one, "judge").equals("open"))
                .count();
    }

    private List<RequestRef> requests(int n) {
        return IntStream.range(0, n).mapToObj(this::request).toList();
    }

    private RequestRef request(int line) {
        return new Asked(source, jobs)
                .request(
                        Asked.ANSWER + " Line " + line + ". " + judge.asked().size() + clock.instant(),
                        clock.instant());
    }

    private static String verdict() {
        return "{\"reasoning\": \"\", \"verdict\": \"pass\", \"criterion\": \"clear\", \"evidence\": [\"" + QUOTE
                + "\"]}";
    }
}
