package dev.plumbline.standalone.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.plumbline.standalone.plan.PartName;
import dev.plumbline.standalone.state.Memory;
import dev.plumbline.standalone.state.PartState;
import dev.plumbline.standalone.state.Phase;
import dev.plumbline.standalone.state.ProcessStamp;
import dev.plumbline.standalone.state.RunState;
import dev.plumbline.standalone.state.StateFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code plumbline status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Show every part. Exit code 0 only when all of them are ready.")
public final class StatusCommand implements Callable<Integer> {
    private static final double MIB = 1024.0 * 1024.0;

    @Mixin
    private PlaceOption where = new PlaceOption();

    @Option(names = "--json", description = "For programs: sizes in bytes, times in seconds.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Clock clock = Clock.systemUTC();

    /** What {@code --json} prints. */
    record Status(
            boolean ready,
            @Nullable String address,
            @Nullable Long supervisor,
            @JsonProperty("pss_bytes") long pss,
            List<PartStatus> parts) {}

    /** One part. */
    record PartStatus(
            PartName part,
            Phase state,
            @Nullable Long pid,
            int port,
            @JsonUnwrapped Measured measured,
            int restarts,
            String note) {}

    /** What is measured now rather than remembered. */
    record Measured(
            @JsonProperty("pss_bytes") long pss,
            @JsonProperty("uptime_seconds") long uptime) {}

    @Override
    public Integer call() throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        Optional<RunState> last = new StateFile(where.place().run()).read();
        boolean live = last.isPresent() && last.get().supervisor().alive();
        Status status =
                last.filter(state -> live).map(this::status).orElse(new Status(false, null, null, 0, List.of()));
        if (json) {
            out.println(StateFile.json().writeValueAsString(status));
        } else if (live) {
            print(status, out);
        } else {
            out.println(last.map(state -> "Plumbline is not running: its supervisor (process "
                            + state.supervisor().pid() + ") was killed. `plumbline up` cleans up and starts.")
                    .orElse("Plumbline is not running."));
        }
        return status.ready() ? 0 : 1;
    }

    private Status status(RunState state) {
        List<PartStatus> parts = state.parts().stream().map(this::part).toList();
        // Its parts are its children, but are counted already.
        long own = Memory.ofOne(state.supervisor().pid());
        return new Status(
                parts.stream().allMatch(part -> part.state() == Phase.READY),
                state.ports().consoleAddress(),
                state.supervisor().pid(),
                own + parts.stream().mapToLong(part -> part.measured().pss()).sum(),
                parts);
    }

    private PartStatus part(PartState state) {
        ProcessStamp stamp = state.process();
        Optional<ProcessHandle> process = stamp == null ? Optional.empty() : stamp.handle();
        // The supervisor looks every two seconds; a process that has gone is no longer ready now.
        Phase phase = state.phase() == Phase.READY && process.isEmpty() ? Phase.UNREADY : state.phase();
        long uptime = process.flatMap(running -> running.info().startInstant())
                .map(this::secondsSince)
                .orElse(0L);
        return new PartStatus(
                state.part(),
                phase,
                process.map(ProcessHandle::pid).orElse(null),
                state.port(),
                new Measured(process.map(Memory::ofTree).orElse(0L), uptime),
                state.restarts(),
                state.note());
    }

    private long secondsSince(Instant start) {
        return Math.max(0, Duration.between(start, clock.instant()).toSeconds());
    }

    private static void print(Status status, PrintWriter out) {
        out.println(row("part", "state", "pid", "port", "memory", "up", "restarts"));
        for (PartStatus part : status.parts()) {
            Long pid = part.pid();
            out.println(row(
                    part.part().text(),
                    part.state().text(),
                    pid == null ? "-" : pid.toString(),
                    String.valueOf(part.port()),
                    mebibytes(part.measured().pss()),
                    uptime(part.measured().uptime()),
                    String.valueOf(part.restarts())));
            if (!part.note().isEmpty()) {
                out.println("    " + part.note());
            }
        }
        out.println();
        out.println(
                "All parts and the supervisor together: " + mebibytes(status.pss()) + ". Console: " + status.address());
    }

    private static String row(String... cells) {
        return String.format(Locale.ROOT, "%-14s %-11s %8s %7s %10s %10s %9s", (Object[]) cells);
    }

    private static String mebibytes(long bytes) {
        return bytes == 0 ? "-" : String.format(Locale.ROOT, "%.0f MiB", bytes / MIB);
    }

    private static String uptime(long seconds) {
        Duration time = Duration.ofSeconds(seconds);
        if (time.toDays() > 0) {
            return time.toDays() + "d " + time.toHoursPart() + "h";
        }
        return time.toHours() > 0
                ? time.toHours() + "h " + time.toMinutesPart() + "m"
                : time.toMinutes() + "m " + time.toSecondsPart() + "s";
    }
}
