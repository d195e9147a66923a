package dev.plumbline.standalone.command;

import dev.plumbline.standalone.place.Place;
import dev.plumbline.standalone.plan.PartName;
import dev.plumbline.standalone.plan.Ports;
import dev.plumbline.standalone.state.RunState;
import dev.plumbline.standalone.state.StateFile;
import dev.plumbline.standalone.supervise.Detached;
import dev.plumbline.standalone.supervise.Launch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code plumbline up}. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Start everything on this machine; Ctrl-C stops it.")
public final class UpCommand implements Callable<Integer> {
    @Mixin
    private PlaceOption where = new PlaceOption();

    @Mixin
    private PortOptions numbers = new PortOptions();

    @Option(names = "--detach", description = "Return when everything is ready and leave it running; `down` stops it.")
    private boolean detach;

    @Option(
            names = "--without",
            paramLabel = "PART",
            converter = PartConverter.class,
            description = "Leave a part out, for example to run it from an editor; may be repeated.")
    private List<PartName> without = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Place place = where.place();
        Ports ports = numbers.ports(spec);
        Optional<RunState> live = new StateFile(place.run()).readLive();
        if (live.isPresent()) {
            return already(live.get(), out);
        }
        out.println("Plumbline in " + place.data());
        out.flush();
        return detach ? detached(place, out) : foreground(place, ports, out);
    }

    private static int already(RunState state, PrintWriter out) {
        if (state.allReady()) {
            out.println("Plumbline is already up: " + state.ports().consoleAddress());
        } else {
            out.println("Plumbline is already running (process "
                    + state.supervisor().pid() + "), but not every part is ready; see: plumbline status");
        }
        return 0;
    }

    private int foreground(Place place, Ports ports, PrintWriter out) throws InterruptedException {
        Launch launch = Launch.begin(place, ports, parts(without), out, Clock.systemUTC());
        if (!launch.awaitStart()) {
            return 1;
        }
        out.println("Ctrl-C stops it.");
        out.flush();
        launch.awaitStop();
        return 0;
    }

    private int detached(Place place, PrintWriter out) throws InterruptedException {
        List<String> words = new ArrayList<>(spec.commandLine().getParseResult().originalArgs());
        words.remove("--detach");
        Optional<RunState> state = new Detached(place, out, Clock.systemUTC()).start(words);
        state.ifPresent(up -> Launch.address(up.ports()).forEach(out::println));
        return state.isPresent() ? 0 : 1;
    }

    static List<PartName> parts(List<PartName> without) {
        return Arrays.stream(PartName.values())
                .filter(part -> !without.contains(part))
                .toList();
    }

    /** Part names as people write them. */
    static final class PartConverter implements ITypeConverter<PartName> {
        @Override
        public PartName convert(String value) {
            return PartName.of(value);
        }
    }
}
