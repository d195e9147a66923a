package dev.plumbline.standalone.command;

import dev.plumbline.servers.process.PipeJar;
import dev.plumbline.servers.process.PipedMain;
import dev.plumbline.standalone.place.Place;
import dev.plumbline.standalone.plan.Ports;
import dev.plumbline.standalone.state.RunState;
import dev.plumbline.standalone.state.StateFile;
import dev.plumbline.standalone.supervise.Launch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** {@code plumbline demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Run the demo application against Plumbline, which is started when it is not up, and then also stopped.")
public final class DemoCommand implements Callable<Integer> {
    @Mixin
    private PlaceOption where = new PlaceOption();

    @Mixin
    private PortOptions numbers = new PortOptions();

    @Option(
            names = "--exit",
            description = "End when the story has been told, with exit code 0 only if it went as it should.")
    private boolean exit;

    @Parameters(
            paramLabel = "OPTION",
            description = "After `--`: further options of the demo application; `-- --help` lists them.")
    private List<String> more = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException, IOException {
        PrintWriter out = spec.commandLine().getOut();
        Place place = where.place();
        Optional<RunState> live = new StateFile(place.run()).readLive();
        if (live.isPresent()) {
            return run(place, live.get().ports());
        }
        out.println("Plumbline in " + place.data());
        out.flush();
        Ports ports = numbers.ports(spec);
        Launch launch = Launch.begin(place, ports, UpCommand.parts(List.of()), out, Clock.systemUTC());
        return launch.awaitStart() ? run(place, ports) : 1;
    }

    /** The demo's exit code is this command's. Its pipe ends with this process, and with it the demo. */
    private int run(Place place, Ports ports) throws InterruptedException, IOException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        Path pipe = PipeJar.write(place.run().resolve("plumbline-pipe.jar"), List.of());
        words.addAll(List.of("-cp", pipe + File.pathSeparator + jar(place.root().resolve("deploy/demo/target"))));
        words.addAll(List.of(PipedMain.class.getName(), "dev.plumbline.demo.DemoMain"));
        words.addAll(List.of("--otlp", "http://127.0.0.1:" + ports.otlpGrpc(), "--api", ports.consoleAddress()));
        words.addAll(List.of("--data", place.data().resolve("demo").toString()));
        if (exit) {
            words.add("--exit");
        }
        words.addAll(more);
        Process demo = new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return demo.waitFor();
    }

    /** Its manifest names its libraries. */
    private static Path jar(Path target) throws IOException {
        if (Files.isDirectory(target)) {
            try (Stream<Path> files = Files.list(target)) {
                Optional<Path> jar = files.filter(
                                file -> file.getFileName().toString().matches("demo-[0-9].*\\.jar"))
                        .findFirst();
                if (jar.isPresent()) {
                    return jar.get();
                }
            }
        }
        throw new IllegalStateException("the demo application is not built: no jar in " + target);
    }
}
