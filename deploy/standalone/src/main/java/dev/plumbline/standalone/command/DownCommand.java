package dev.plumbline.standalone.command;

import dev.plumbline.servers.process.Deadline;
import dev.plumbline.standalone.place.Place;
import dev.plumbline.standalone.state.RunState;
import dev.plumbline.standalone.state.StateFile;
import dev.plumbline.standalone.supervise.Leftovers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code plumbline down}. */
@Command(name = "down", mixinStandardHelpOptions = true, description = "Stop everything that runs in a data directory.")
public final class DownCommand implements Callable<Integer> {
    /** Services 25 s, Kafka 20 s, PostgreSQL 30 s, when each takes all the time it has. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Mixin
    private PlaceOption where = new PlaceOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Place place = where.place();
        out.println(stop(place, out) ? "Plumbline is down." : "Plumbline is not running in " + place.data() + ".");
        return 0;
    }

    /** Returns when nothing of the place runs any more; false when nothing ran. */
    static boolean stop(Place place, PrintWriter out) {
        StateFile file = new StateFile(place.run());
        Optional<RunState> last = file.read();
        if (last.isEmpty()) {
            return false;
        }
        Optional<ProcessHandle> supervisor = last.get().supervisor().handle();
        if (supervisor.isPresent()) {
            out.println("Stopping process " + supervisor.get().pid() + " and its parts.");
            out.flush();
            supervisor.get().destroy();
            Deadline deadline = Deadline.in(PATIENCE);
            while (last.get().supervisor().alive() && !deadline.passed()) {
                deadline.pause();
            }
            supervisor.get().destroyForcibly();
        }
        Leftovers.waitOut(last.get(), PATIENCE, notice -> out.println("  " + notice));
        file.delete();
        return supervisor.isPresent();
    }
}
