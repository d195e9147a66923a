package dev.plumbline.standalone.part;

import dev.plumbline.servers.ServerException;
import dev.plumbline.servers.process.Command;
import dev.plumbline.servers.process.PipedProcess;
import dev.plumbline.standalone.plan.PartName;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A service of ours: a child JVM that answers at its health address.
 *
 * @param needed the built file without which there is nothing to run
 * @param port   of its health address
 */
public record ServicePart(PartName name, Command command, Path needed, int port) implements Part {
    /** A service ends itself after 20 s at the latest, see {@link dev.plumbline.servers.process.PipedMain}. */
    private static final Duration STOP = Duration.ofSeconds(25);

    @Override
    public RunningPart start(Consumer<String> notices) {
        if (!Files.exists(needed)) {
            throw new ServerException(needed + " is missing: the build is not complete, see .plumbline/logs/build.log");
        }
        return new Running(PipedProcess.start(command), port);
    }

    private record Running(PipedProcess process, int port) implements RunningPart {
        @Override
        public long pid() {
            return process.pid();
        }

        @Override
        public boolean ready() {
            return process.alive() && Probe.http(port);
        }

        @Override
        public CompletableFuture<Integer> exit() {
            return process.exit();
        }

        @Override
        public List<String> lastLines(int lines) {
            return process.lastLines(lines);
        }

        @Override
        public void stop() {
            process.stop(STOP);
        }
    }
}
