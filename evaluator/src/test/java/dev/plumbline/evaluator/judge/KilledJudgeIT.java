package dev.plumbline.evaluator.judge;

import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.fixture.Asked;
import dev.plumbline.evaluator.fixture.ByHand;
import dev.plumbline.evaluator.fixture.Database;
import dev.plumbline.evaluator.jobs.JobStore;
import dev.plumbline.evaluator.judge.endpoint.JudgeServer;
import dev.plumbline.evaluator.judge.endpoint.JudgeServer.Answer;
import dev.plumbline.servers.process.Command;
import dev.plumbline.servers.process.FreePort;
import dev.plumbline.servers.process.PipeJar;
import dev.plumbline.servers.process.PipedMain;
import dev.plumbline.servers.process.PipedProcess;
import dev.plumbline.testkit.servers.PlumblineServers;
import dev.plumbline.testkit.servers.SharedServers;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Row 3 of the failure matrix, with the service as a process of its own that is killed while it asks its judge. */
@QuarkusTest
@TestProfile(ByHand.class)
class KilledJudgeIT {
    private static final int KILLS = 2;
    private static final int PARALLEL = 4;
    private static final int ANSWERED_BEFORE_EACH_KILL = 3;
    private static final Duration CALL = Duration.ofSeconds(10);

    @TempDir
    static Path folder;

    @Inject
    JobStore jobs;

    @Inject
    DataSource source;

    JudgeServer judge;

    private final Database database = new Database();
    private final CountDownLatch never = new CountDownLatch(1);

    @Test
    void row3_killedWhileItAsks_judgesEachRequestOnce_andWastesNoMoreThanTheCallsInFlight() throws Exception {
        // given
        database.empty();
        judge.asked().clear();
        List<RequestRef> requests = IntStream.range(0, 40)
                .mapToObj(i -> new Asked(source, jobs).request(Asked.ANSWER + " Line " + i + ".", Instant.now()))
                .toList();

        // when: a few calls are answered, the next hang, and then it is killed
        for (int kill = 0; kill < KILLS; kill++) {
            AtomicInteger calls = new AtomicInteger();
            AtomicInteger hanging = new AtomicInteger();
            judge.behave(call -> {
                if (calls.getAndIncrement() >= ANSWERED_BEFORE_EACH_KILL) {
                    hanging.incrementAndGet();
                    never.await();
                }
                return Answer.verdict("pass", "clear", "valid on buses");
            });
            PipedProcess evaluator = start();
            try {
                await().atMost(90, SECONDS).until(() -> hanging.get() >= PARALLEL || !evaluator.alive());
                assertThat(evaluator.alive())
                        .as(String.join("\n", evaluator.lastLines(20)))
                        .isTrue();
            } finally {
                kill(evaluator);
            }
        }
        judge.behave(call -> Answer.verdict("pass", "clear", "valid on buses"));
        PipedProcess last = start();
        try {
            await().atMost(240, SECONDS)
                    .until(() -> requests.stream()
                            .allMatch(one -> database.end(one, "judge").equals("scored")));
        } finally {
            never.countDown();
            last.stop(Duration.ofSeconds(30));
        }

        // then
        assertThat(database.rows("SELECT count(*) AS n, count(DISTINCT trace_id) AS requests FROM eval.score"))
                .containsExactly(Map.of("n", 40L, "requests", 40L));
        assertThat(judge.asked()).hasSizeLessThanOrEqualTo(40 + KILLS * PARALLEL);
        assertThat(database.rows("SELECT calls FROM eval.judge_spend"))
                .containsExactly(Map.of("calls", judge.asked().size()));
    }

    private PipedProcess start() {
        Path runner = Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
        Path pipe = PipeJar.write(folder.resolve("pipe.jar"), List.of());
        SharedServers servers = PlumblineServers.shared();
        List<String> words = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                pipe + File.pathSeparator + runner,
                PipedMain.class.getName(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint");
        Map<String, String> environment = Map.ofEntries(
                Map.entry("LC_ALL", "C.UTF-8"),
                Map.entry("QUARKUS_HTTP_PORT", String.valueOf(FreePort.any())),
                Map.entry("PLUMBLINE_SECRET", PlumblineServers.SECRET),
                Map.entry("PLUMBLINE_DB_URL", servers.url()),
                Map.entry("PLUMBLINE_DB_PASSWORD", SharedServers.PASSWORD),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", servers.kafka()),
                Map.entry("PLUMBLINE_EVALUATOR_WORKERS", "0"),
                Map.entry("PLUMBLINE_JUDGE_URL", judge.url()),
                Map.entry("PLUMBLINE_JUDGE_MODEL", "m"),
                Map.entry("PLUMBLINE_JUDGE_PARALLEL", String.valueOf(PARALLEL)),
                Map.entry("PLUMBLINE_JUDGE_TIMEOUT", CALL.toString()));
        return PipedProcess.start(new Command(words, environment, folder, folder.resolve("evaluator.log")));
    }

    /** As kill -9. */
    private static void kill(PipedProcess process) {
        ProcessHandle.of(process.pid()).ifPresent(one -> {
            one.descendants().forEach(ProcessHandle::destroyForcibly);
            one.destroyForcibly();
        });
        process.exit().join();
    }
}
