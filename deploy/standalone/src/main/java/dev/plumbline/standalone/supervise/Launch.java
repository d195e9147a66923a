package dev.plumbline.standalone.supervise;

import dev.plumbline.standalone.doctor.PortCheck;
import dev.plumbline.standalone.part.Part;
import dev.plumbline.standalone.part.Parts;
import dev.plumbline.standalone.place.Place;
import dev.plumbline.standalone.place.Secrets;
import dev.plumbline.standalone.plan.OtelLines;
import dev.plumbline.standalone.plan.PartName;
import dev.plumbline.standalone.plan.Ports;
import dev.plumbline.standalone.state.StateFile;
import dev.plumbline.standalone.state.SupervisorLock;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An installation that runs in this process, from the checks before the first start to the end of the last part. */
public final class Launch {
    private static final Duration LEFTOVERS = Duration.ofSeconds(45);

    private final Place place;
    private final Ports ports;
    private final PrintWriter out;
    private final Supervisor supervisor;
    private final SupervisorLock lock;
    private final Reporter reporter;

    private Launch(
            Place place, Ports ports, PrintWriter out, Supervisor supervisor, SupervisorLock lock, Reporter reporter) {
        this.place = place;
        this.ports = ports;
        this.out = out;
        this.supervisor = supervisor;
        this.lock = lock;
        this.reporter = reporter;
    }

    /**
     * Starts the parts; they end with this process.
     *
     * @throws IllegalStateException when this place has a supervisor already or a port is taken; the message says what to do
     */
    public static Launch begin(Place place, Ports ports, List<PartName> parts, PrintWriter out, Clock clock) {
        SupervisorLock lock = SupervisorLock.take(place.run())
                .orElseThrow(() -> new IllegalStateException("another plumbline is just starting in " + place.data()));
        StateFile state = new StateFile(place.run());
        state.read().ifPresent(old -> Leftovers.waitOut(old, LEFTOVERS, notice -> out.println("  " + notice)));
        List<String> taken = new PortCheck().taken(ports.uses(parts));
        if (!taken.isEmpty()) {
            lock.close();
            throw new IllegalStateException(String.join("\nplumbline: ", taken));
        }
        useBuild(place, out);
        Parts all = new Parts(place, ports, Secrets.of(place));
        List<Part> wanted = parts.stream().map(all::of).toList();
        Reporter reporter = new Reporter(out, clock);
        Supervisor supervisor = new Supervisor(wanted, ports, state, clock, reporter::notice, Pace.USUAL);
        supervisor.listen(reporter::changed);
        Launch launch = new Launch(place, ports, out, supervisor, lock, reporter);
        Runtime.getRuntime().addShutdownHook(new Thread(launch::end, "end-of-plumbline"));
        supervisor.start();
        return launch;
    }

    /** Waits until everything is ready and says where; false when a part could not be started, and then all have ended. */
    public boolean awaitStart() throws InterruptedException {
        if (!supervisor.awaitStart()) {
            out.println("Plumbline did not start.");
            supervisor.stop();
            return false;
        }
        reporter.up();
        address(ports).forEach(out::println);
        out.flush();
        return true;
    }

    public void awaitStop() throws InterruptedException {
        supervisor.awaitStop();
    }

    /** Stops everything in order; also when this process is asked to end. */
    public void end() {
        out.println();
        out.println("Stopping services, then Kafka, then PostgreSQL.");
        out.flush();
        supervisor.stop();
        new StateFile(place.run()).delete();
        lock.close();
        try {
            Files.deleteIfExists(ownUse(place));
        } catch (IOException e) {
            // The script finds out by itself that this process has ended.
            out.println("  cannot delete " + ownUse(place) + ": " + e.getMessage());
        }
        out.flush();
    }

    /** Tells the script that what was built is in use. */
    private static void useBuild(Place place, PrintWriter out) {
        try {
            Files.createDirectories(place.users());
            Files.write(ownUse(place), new byte[0]);
        } catch (IOException e) {
            // Who may not write into the checkout shall run it all the same; whoever may, must not build meanwhile.
            out.println("  note: this checkout cannot be written (" + e.getMessage()
                    + "); do not rebuild it while this runs");
        }
    }

    private static Path ownUse(Place place) {
        return place.users().resolve(String.valueOf(ProcessHandle.current().pid()));
    }

    /** What a person needs next. */
    public static List<String> address(Ports ports) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Plumbline is up: " + ports.consoleAddress());
        lines.add("");
        lines.add("Point an application at it:");
        OtelLines.of(ports, Optional.empty()).forEach(line -> lines.add("  " + line));
        lines.add("");
        return lines;
    }
}
