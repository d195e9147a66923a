package dev.plumbline.standalone.supervise;

import dev.plumbline.servers.process.Command;
import dev.plumbline.servers.process.FreePort;
import dev.plumbline.servers.process.PipeJar;
import dev.plumbline.servers.process.PipedMain;
import dev.plumbline.standalone.part.Part;
import dev.plumbline.standalone.part.ServicePart;
import dev.plumbline.standalone.plan.PartName;
import dev.plumbline.standalone.plan.Ports;
import dev.plumbline.standalone.state.PartState;
import dev.plumbline.standalone.state.Phase;
import dev.plumbline.standalone.state.ProcessStamp;
import dev.plumbline.standalone.state.StateFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Real child JVMs, small ones. */
class SupervisorIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final List<PartState> seen = new CopyOnWriteArrayList<>();
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private Ports ports = Ports.DEFAULT;
    private Pace pace = new Pace(Duration.ofMillis(50), Duration.ofMillis(100), 3, Duration.ofSeconds(60));
    private @Nullable Supervisor supervisor;

    @BeforeEach
    void ports() {
        ports = new Ports(FreePort.any(), 4317, 4318, 54329, 29092, FreePort.any());
    }

    @AfterEach
    void stop() {
        if (supervisor != null) {
            supervisor.stop();
        }
    }

    @Test
    void killedPart_isStartedAgain_andTheStateFileShowsIt() throws Exception {
        start(part(PartName.WEB_UI));
        assertThat(supervised().awaitStart()).isTrue();
        ProcessStamp first = Objects.requireNonNull(state(PartName.WEB_UI).process());

        first.handle().orElseThrow().destroyForcibly();

        await().atMost(SOON).untilAsserted(() -> {
            PartState again = written(PartName.WEB_UI);
            assertThat(again.phase()).isEqualTo(Phase.READY);
            assertThat(again.restarts()).isEqualTo(1);
            assertThat(again.process()).isNotEqualTo(first);
        });
        assertThat(seen)
                .anyMatch(state -> state.phase() == Phase.RESTARTING
                        && state.note().equals("ended with code 137; starting again in 1 s"));
    }

    @Test
    void partThatIsNotReadyAnyMore_isReported_andNotKilled() throws Exception {
        start(part(PartName.WEB_UI));
        assertThat(supervised().awaitStart()).isTrue();
        ProcessStamp first = Objects.requireNonNull(state(PartName.WEB_UI).process());

        Files.createFile(directory.resolve("web-ui.sick"));
        await().atMost(SOON).until(() -> written(PartName.WEB_UI).phase() == Phase.UNREADY);
        Files.delete(directory.resolve("web-ui.sick"));

        await().atMost(SOON).until(() -> written(PartName.WEB_UI).phase() == Phase.READY);
        assertThat(state(PartName.WEB_UI).process()).isEqualTo(first);
        assertThat(state(PartName.WEB_UI).restarts()).isZero();
    }

    @Test
    void partThatNeverStarts_isGivenUp_withItsLastWords() throws Exception {
        start(part(PartName.WEB_UI, "fail"));

        assertThat(supervised().awaitStart()).isFalse();

        assertThat(state(PartName.WEB_UI).phase()).isEqualTo(Phase.FAILED);
        assertThat(state(PartName.WEB_UI).note())
                .contains("ended with code 3 before it was ready", "no licence to start");
        assertThat(state(PartName.WEB_UI).restarts()).isEqualTo(2);
    }

    @Test
    void partThatNeverGetsReady_isEnded_andGivenUp() throws Exception {
        pace = new Pace(Duration.ofMillis(50), Duration.ofMillis(100), 3, Duration.ofSeconds(2));
        Files.createFile(directory.resolve("web-ui.sick"));
        start(part(PartName.WEB_UI));

        assertThat(supervised().awaitStart()).isFalse();

        assertThat(notices).hasSize(3).containsOnly("is not ready after 2 s and is ended");
        assertThat(state(PartName.WEB_UI).phase()).isEqualTo(Phase.FAILED);
    }

    @Test
    void part_isNotStartedBeforeWhatItNeedsIsReady() throws Exception {
        Files.createFile(directory.resolve("trace-ingest.sick"));
        start(part(PartName.TRACE_INGEST), part(PartName.EVALUATOR));
        await().atMost(SOON).until(() -> state(PartName.TRACE_INGEST).process() != null);
        assertThat(state(PartName.EVALUATOR).phase()).isEqualTo(Phase.WAITING);

        Files.delete(directory.resolve("trace-ingest.sick"));

        assertThat(supervised().awaitStart()).isTrue();
        assertThat(indexOf(PartName.TRACE_INGEST, Phase.READY)).isLessThan(indexOf(PartName.EVALUATOR, Phase.STARTING));
    }

    @Test
    void stop_endsPartsByTheirPipe_inOrder() throws Exception {
        start(part(PartName.KAFKA), part(PartName.WEB_UI));
        assertThat(supervised().awaitStart()).isTrue();

        supervised().stop();

        assertThat(Files.readString(directory.resolve("web-ui.log"))).contains("stopped in order");
        assertThat(indexOf(PartName.WEB_UI, Phase.STOPPED)).isLessThan(indexOf(PartName.KAFKA, Phase.STOPPED));
        assertThat(seen).noneMatch(state -> state.phase() == Phase.RESTARTING);
    }

    private void start(Part... parts) {
        supervisor = new Supervisor(
                List.of(parts),
                ports,
                new StateFile(directory),
                Clock.systemUTC(),
                (part, notice) -> notices.add(notice),
                pace);
        supervisor.listen((before, after) -> seen.add(after));
        supervisor.start();
    }

    private Supervisor supervised() {
        return Objects.requireNonNull(supervisor);
    }

    private PartState state(PartName name) {
        return find(supervised().parts().stream(), name);
    }

    private PartState written(PartName name) {
        return find(new StateFile(directory).read().orElseThrow().parts().stream(), name);
    }

    private static PartState find(Stream<PartState> states, PartName name) {
        return states.filter(state -> state.part() == name).findFirst().orElseThrow();
    }

    private int indexOf(PartName name, Phase phase) {
        for (int i = 0; i < seen.size(); i++) {
            if (seen.get(i).part() == name && seen.get(i).phase() == phase) {
                return i;
            }
        }
        throw new AssertionError(name + " was never " + phase + ": " + seen);
    }

    private Part part(PartName name, String... more) {
        int port = name == PartName.KAFKA ? FreePort.any() : ports.of(name);
        Path pipe = PipeJar.write(directory.resolve("pipe.jar"), List.of());
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-Xmx32m", "-XX:TieredStopAtLevel=1"));
        words.addAll(List.of("-cp", pipe + File.pathSeparator + System.getProperty("java.class.path")));
        words.addAll(List.of(PipedMain.class.getName(), HealthyMain.class.getName(), String.valueOf(port)));
        words.add(directory.resolve(name.text() + ".sick").toString());
        words.addAll(List.of(more));
        Command command = new Command(words, Map.of(), directory, directory.resolve(name.text() + ".log"));
        return new ServicePart(name, command, pipe, port);
    }
}
