package dev.plumbline.standalone.supervise;

import dev.plumbline.servers.process.Deadline;
import dev.plumbline.servers.process.LogTail;
import dev.plumbline.servers.process.OnPath;
import dev.plumbline.standalone.PlumblineMain;
import dev.plumbline.standalone.place.Place;
import dev.plumbline.standalone.plan.PartName;
import dev.plumbline.standalone.state.PartState;
import dev.plumbline.standalone.state.RunState;
import dev.plumbline.standalone.state.StateFile;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A supervisor in a process and a session of its own, which stays when this one ends. */
public final class Detached {
    private static final Duration START = Duration.ofMinutes(10);

    private final Place place;
    private final PrintWriter out;
    private final Clock clock;

    public Detached(Place place, PrintWriter out, Clock clock) {
        this.place = place;
        this.out = out;
        this.clock = clock;
    }

    /**
     * Runs {@code plumbline} with the given words and returns when all its parts are ready.
     *
     * @return its state, or nothing when it ended before that: why is in the lines printed
     */
    public Optional<RunState> start(List<String> words) throws InterruptedException {
        Path log = place.log("supervisor");
        long logStart = LogTail.size(log);
        Process process = launch(words, log);
        Thread giveUp = new Thread(process::destroy, "give-up");
        Runtime.getRuntime().addShutdownHook(giveUp);
        Optional<RunState> state = awaitReady(process);
        if (state.isEmpty()) {
            LogTail.last(log, 40, logStart).forEach(out::println);
            process.destroy();
        }
        Runtime.getRuntime().removeShutdownHook(giveUp);
        return state;
    }

    private Optional<RunState> awaitReady(Process process) {
        Reporter reporter = new Reporter(out, clock);
        Map<PartName, PartState> seen = new EnumMap<>(PartName.class);
        Deadline deadline = Deadline.in(START);
        while (process.isAlive() && !deadline.passed()) {
            Optional<RunState> state = new StateFile(place.run())
                    .read()
                    .filter(read -> read.supervisor().pid() == process.pid());
            state.ifPresent(now -> now.parts().forEach(part -> {
                PartState before = seen.put(part.part(), part);
                if (before != null) {
                    reporter.changed(before, part);
                }
            }));
            if (state.filter(RunState::allReady).isPresent()) {
                return state;
            }
            deadline.pause();
        }
        return Optional.empty();
    }

    private static Process launch(List<String> words, Path log) {
        List<String> all = new ArrayList<>();
        OnPath.find("setsid").ifPresent(setsid -> all.add(setsid.toString()));
        all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        all.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
        all.add("-Dplumbline.root=" + System.getProperty("plumbline.root"));
        all.addAll(List.of("-cp", System.getProperty("java.class.path"), PlumblineMain.class.getName()));
        all.addAll(words);
        try {
            Files.createDirectories(log.resolveSibling("."));
            return new ProcessBuilder(all)
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the supervisor", e);
        }
    }
}
