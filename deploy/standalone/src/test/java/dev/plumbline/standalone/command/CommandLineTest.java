package dev.plumbline.standalone.command;

import dev.plumbline.standalone.PlumblineMain;
import dev.plumbline.standalone.place.Place;
import dev.plumbline.standalone.place.Secrets;
import dev.plumbline.standalone.plan.PartName;
import dev.plumbline.standalone.plan.Ports;
import dev.plumbline.standalone.state.PartState;
import dev.plumbline.standalone.state.Phase;
import dev.plumbline.standalone.state.ProcessStamp;
import dev.plumbline.standalone.state.RunState;
import dev.plumbline.standalone.state.StateFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class CommandLineTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void portsThatCollide_areAUsageError_beforeAnythingIsTouched() {
        assertThat(run("up", "--port", "4317")).isEqualTo(2);

        assertThat(err.toString()).contains("port 4317", "--port", "--otlp-grpc-port");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void unknownPart_isAUsageError_thatListsTheParts() {
        assertThat(run("up", "--without", "grafana")).isEqualTo(2);

        assertThat(err.toString()).contains("grafana", "trace-ingest", "web-ui");
    }

    @Test
    void unknownPartOfLogs_isAUsageError_thatListsTheParts() {
        assertThat(run("logs", "grafana")).isEqualTo(2);

        assertThat(err.toString()).contains("grafana", "supervisor");
    }

    @Test
    void benchAndChaos_withoutAName_listWhatThereIs() {
        assertThat(run("bench")).isZero();
        assertThat(run("chaos")).isZero();

        assertThat(out.toString())
                .contains("ingest  Spans answered", "ingest  Kills trace-ingest", "alerting  Kills two replicas");
    }

    @Test
    void benchOfSomethingUnknown_isAUsageError_thatListsWhatThereIs() {
        assertThat(run("bench", "moon")).isEqualTo(2);

        assertThat(err.toString()).contains("no bench moon; there is alerting, dictionary, drift, evaluate, ingest");
    }

    @Test
    void logs_showTheLastLines() throws Exception {
        Files.createDirectories(directory.resolve("logs"));
        Files.writeString(directory.resolve("logs/kafka.log"), "one\ntwo\nthree\n");

        assertThat(run("logs", "kafka", "-n", "2")).isZero();

        assertThat(out.toString()).isEqualToNormalizingNewlines("two\nthree\n");
    }

    @Test
    void status_ofNothing_isNotZero() {
        assertThat(run("status")).isEqualTo(1);

        assertThat(out.toString()).contains("not running");
    }

    @Test
    void status_allReady_isZero_oneUnready_isNot() throws Exception {
        write(ProcessStamp.ownProcess(), Phase.READY);
        assertThat(run("status", "--json")).isZero();
        assertThat(out.toString()).contains("\"ready\" : true", "\"part\" : \"kafka\"", "\"pss_bytes\" : ");

        write(ProcessStamp.ownProcess(), Phase.UNREADY);
        assertThat(run("status")).isEqualTo(1);
        assertThat(out.toString()).contains("unready", "29092");
    }

    @Test
    void status_ofAKilledSupervisor_saysSo_whateverItHadWritten() throws Exception {
        ProcessStamp own = ProcessStamp.ownProcess();
        write(new ProcessStamp(own.pid(), own.start() - 1), Phase.READY);

        assertThat(run("status")).isEqualTo(1);
        assertThat(out.toString()).contains("was killed");
    }

    @Test
    void status_partThatHasJustEnded_isNotCalledReady() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ProcessStamp stamp = ProcessStamp.of(ended.pid());
        ended.waitFor();
        PartState kafka =
                PartState.waiting(PartName.KAFKA, 29092, NOW).running(stamp).to(Phase.READY, NOW, "");
        new StateFile(directory.resolve("run"))
                .write(new RunState(ProcessStamp.ownProcess(), NOW, Ports.DEFAULT, List.of(kafka)));

        assertThat(run("status")).isEqualTo(1);
    }

    @Test
    void secondUp_saysItIsUp_andWhere() throws Exception {
        write(ProcessStamp.ownProcess(), Phase.READY);

        assertThat(run("up")).isZero();

        assertThat(out.toString()).contains("already up: http://127.0.0.1:8080");
    }

    @Test
    void down_ofNothing_isDone() {
        assertThat(run("down")).isZero();
    }

    @Test
    void keyCreate_withoutARunningPlumbline_saysHowToStartIt() {
        assertThat(run("key", "create", "--project", "shop")).isEqualTo(1);

        assertThat(err.toString()).contains("plumbline up");
    }

    @Test
    void reset_asks_andKeepsWhatIsNotOurs() throws Exception {
        Secrets.of(new Place(directory, directory));
        Files.createDirectories(directory.resolve("postgres/base"));
        Files.writeString(directory.resolve("postgres/base/1"), "rows");
        Files.writeString(directory.resolve("notes.txt"), "mine");

        assertThat(answering("no", "reset")).isEqualTo(1);
        assertThat(directory.resolve("postgres/base/1")).exists();

        assertThat(answering("yes", "reset")).isZero();
        assertThat(directory).isDirectoryNotContaining("glob:**/postgres").isDirectoryContaining("glob:**/notes.txt");
    }

    @Test
    void reset_ofARunningPlumbline_isRefused() throws Exception {
        Secrets.of(new Place(directory, directory));
        write(ProcessStamp.ownProcess(), Phase.READY);

        assertThat(run("reset", "--yes")).isEqualTo(1);

        assertThat(directory.resolve("secrets.properties")).exists();
        assertThat(err.toString()).contains("plumbline down");
    }

    private int answering(String answer, String... words) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream((answer + "\n").getBytes(StandardCharsets.UTF_8)));
        try {
            return run(words);
        } finally {
            System.setIn(before);
        }
    }

    private int run(String... words) {
        System.setProperty("plumbline.root", System.getProperty("plumbline.root", directory.toString()));
        String[] all = Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--data";
        all[words.length + 1] = directory.toString();
        CommandLine line = PlumblineMain.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(all);
    }

    private void write(ProcessStamp supervisor, Phase phase) {
        PartState kafka = PartState.waiting(PartName.KAFKA, 29092, NOW)
                .running(ProcessStamp.ownProcess())
                .to(phase, NOW, "");
        new StateFile(directory.resolve("run")).write(new RunState(supervisor, NOW, Ports.DEFAULT, List.of(kafka)));
    }
}
