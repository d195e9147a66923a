package dev.plumbline.standalone.command;

import dev.plumbline.standalone.place.Place;
import dev.plumbline.standalone.state.StateFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** {@code plumbline reset}. */
@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        description = "Delete everything that was stored: traces, scores, alerts, keys and secrets.")
public final class ResetCommand implements Callable<Integer> {
    /** What this program puts into a data directory; anything else there is not ours to delete. */
    private static final List<String> OURS =
            List.of("postgres", "postgres.part", "kafka", "archives", "demo", "run", "secrets.properties", "logs");

    @Mixin
    private PlaceOption where = new PlaceOption();

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Place place = where.place();
        if (new StateFile(place.run()).readLive().isPresent()) {
            spec.commandLine().getErr().println("plumbline: it is running; stop it first with: plumbline down");
            return 1;
        }
        if (!Files.exists(place.secrets())) {
            out.println("There is nothing of Plumbline in " + place.data() + ".");
            return 0;
        }
        if (!yes && !confirmed(place, out)) {
            out.println("Nothing was deleted.");
            return 1;
        }
        for (String name : OURS) {
            delete(place.data().resolve(name));
        }
        out.println("Deleted what was stored in " + place.data() + ".");
        return 0;
    }

    private static boolean confirmed(Place place, PrintWriter out) throws IOException {
        out.print("Delete every trace, score, alert, key and secret in " + place.data() + "? Type yes: ");
        out.flush();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        return "yes".equals(in.readLine());
    }

    private static void delete(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
