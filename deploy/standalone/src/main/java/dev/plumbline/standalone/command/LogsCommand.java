package dev.plumbline.standalone.command;

import dev.plumbline.servers.process.LogTail;
import dev.plumbline.standalone.place.Place;
import dev.plumbline.standalone.plan.PartName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** {@code plumbline logs}. */
@Command(name = "logs", mixinStandardHelpOptions = true, description = "Show the log of a part.")
public final class LogsCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 200;

    @Mixin
    private PlaceOption where = new PlaceOption();

    @Parameters(paramLabel = "PART", description = "A part, or `supervisor` for that of `up --detach`.")
    private String part = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is written; Ctrl-C ends it.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "50",
            description = "The last N lines. Default: 50.")
    private int lines;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Place place = where.place();
        if (!names().contains(part)) {
            throw new ParameterException(
                    spec.commandLine(), "no part " + part + "; parts are " + String.join(", ", names()));
        }
        Path log = place.log(part);
        if (!Files.exists(log) && !follow) {
            spec.commandLine().getErr().println("plumbline: there is no log yet: " + log);
            return 1;
        }
        long end = LogTail.size(log);
        LogTail.last(log, lines, 0).forEach(out::println);
        out.flush();
        while (follow) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            end = printFrom(log, end, out);
        }
        return 0;
    }

    /** Prints what was added, and returns where the log ends now; a log that got shorter is a new one. */
    private static long printFrom(Path log, long from, PrintWriter out) throws IOException {
        long size = LogTail.size(log);
        if (size == from) {
            return from;
        }
        long start = size < from ? 0 : from;
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(size - start, 1 << 20)];
            file.seek(start);
            file.readFully(bytes);
            out.print(new String(bytes, StandardCharsets.UTF_8));
            out.flush();
            return start + bytes.length;
        }
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(
                Arrays.stream(PartName.values()).map(PartName::text).toList());
        names.add("supervisor");
        return names;
    }
}
