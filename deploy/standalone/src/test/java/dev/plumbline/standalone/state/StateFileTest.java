package dev.plumbline.standalone.state;

import dev.plumbline.standalone.plan.PartName;
import dev.plumbline.standalone.plan.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class StateFileTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");

    @TempDir
    Path run;

    @Test
    void written_isReadBackAsItWas() {
        RunState state = state(ProcessStamp.ownProcess());

        new StateFile(run).write(state);

        assertThat(new StateFile(run).read()).contains(state);
        assertThat(new StateFile(run).readLive()).contains(state);
    }

    @Test
    void supervisorThatHasGone_isNotLive_evenWhenItsProcessIdIsInUseAgain() {
        ProcessStamp own = ProcessStamp.ownProcess();
        new StateFile(run).write(state(new ProcessStamp(own.pid(), own.start() - 1)));

        assertThat(new StateFile(run).read()).isPresent();
        assertThat(new StateFile(run).readLive()).isEmpty();
    }

    @Test
    void noFile_andAFileCutShort_areNoState() throws Exception {
        assertThat(new StateFile(run).read()).isEmpty();
        new StateFile(run).write(state(ProcessStamp.ownProcess()));
        Path file = run.resolve("state.json");
        Files.writeString(file, Files.readString(file).substring(0, 60));

        assertThat(new StateFile(run).read()).isEmpty();
    }

    @Test
    void processStamp_ofAnEndedProcess_isNotAlive() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        ProcessStamp stamp = ProcessStamp.of(process.pid());
        assertThat(stamp.alive()).isTrue();

        process.destroyForcibly().waitFor();

        assertThat(stamp.alive()).isFalse();
    }

    private static RunState state(ProcessStamp supervisor) {
        PartState postgres = PartState.waiting(PartName.POSTGRES, 54329, NOW)
                .to(Phase.READY, NOW, "")
                .running(new ProcessStamp(4711, 99));
        PartState ingest = PartState.waiting(PartName.TRACE_INGEST, 8081, NOW).ended(NOW, "ended with code 137");
        return new RunState(supervisor, NOW, Ports.DEFAULT, List.of(postgres, ingest));
    }
}
